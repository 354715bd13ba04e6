using Serverless.Core.Jobs;

namespace Serverless.Application.Jobs;

/// <summary>A queue of jobs at one moment, and who serves it.</summary>
/// <param name="Device">The device whose measurements are in it; null for all other jobs.</param>
/// <param name="Length">Messages in it, about, those that workers have included.</param>
/// <param name="Waiting">The oldest messages that no worker has, at most <see cref="IJobQueue.MostPeeked"/>.</param>
/// <param name="Servers">Heartbeats of workers and agents that serve it, also of those that are gone.</param>
/// <param name="At">The moment.</param>
public sealed record QueueView(
    string? Device, int Length, IReadOnlyList<QueuedJob> Waiting, IReadOnlyList<WorkerHeartbeat> Servers, DateTimeOffset At)
{
    /// <value>The queue's name in storage.</value>
    public string Name => Device is null ? QueueNames.Jobs : QueueNames.MeasurementsOf(Device);

    /// <value>Those that serve it and are alive.</value>
    public IEnumerable<WorkerHeartbeat> Alive => Servers.Where(server => server.IsAlive(At));

    public DateTimeOffset? LastHeartbeat => Servers.Count == 0 ? null : Servers.Max(server => server.At);

    /// <summary>As answers tell it.</summary>
    public QueueState ToState() => new()
    {
        Name = Name,
        Length = Length,
        WaitingSince = Waiting.Count == 0 ? null : Waiting.Min(job => job.Since),
        Workers = Alive.Count(),
        LastHeartbeat = LastHeartbeat,
    };
}

/// <summary>A message in a queue that no worker has at this moment.</summary>
/// <param name="SearchId">The search that waits; null when none does, or the message is malformed.</param>
/// <param name="Since">When it was queued.</param>
public sealed record QueuedJob(string? SearchId, DateTimeOffset Since);
