using Serverless.Core.Jobs;

namespace Serverless.Application.Jobs;

/// <summary>The state of a job queue at one moment, and its workers.</summary>
/// <param name="Device">The device whose measurements are in the queue; null for all other jobs.</param>
/// <param name="Length">The approximate number of messages, including those that workers have.</param>
/// <param name="Waiting">The oldest messages that no worker has, at most <see cref="IJobQueue.MostPeeked"/>.</param>
/// <param name="Servers">The heartbeats of workers and agents that serve the queue, including those that are gone.</param>
/// <param name="At">The moment.</param>
public sealed record QueueView(
    string? Device, int Length, IReadOnlyList<QueuedJob> Waiting, IReadOnlyList<WorkerHeartbeat> Servers, DateTimeOffset At)
{
    /// <value>The name of the queue in storage.</value>
    public string Name => Device is null ? QueueNames.Jobs : QueueNames.MeasurementsOf(Device);

    /// <value>The workers and agents that serve the queue and are alive.</value>
    public IEnumerable<WorkerHeartbeat> Alive => Servers.Where(server => server.IsAlive(At));

    public DateTimeOffset? LastHeartbeat => Servers.Count == 0 ? null : Servers.Max(server => server.At);

    /// <summary>Converts the state to the form that API responses have.</summary>
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
/// <param name="SearchId">The search that waits for the job; null when none does, or the message is malformed.</param>
/// <param name="Since">When the message was queued.</param>
public sealed record QueuedJob(string? SearchId, DateTimeOffset Since);
