namespace Serverless.Core.Jobs;

/// <summary>That a worker is alive, kept as one blob per worker that it writes over and over: <c>jobs/workers/...</c>.</summary>
public sealed record WorkerHeartbeat
{
    /// <summary>How many intervals may pass without a heartbeat: one may be late, and storage away for a moment.</summary>
    const double IntervalsAlive = 2.5;

    public int SchemaVersion { get; init; } = 1;

    /// <value>The worker's name.</value>
    public required string Worker { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <value>Seconds until the next one, at the longest; 0 when the worker has stopped.</value>
    public required double IntervalSeconds { get; init; }

    /// <value>Whose measurements it takes.</value>
    public required IReadOnlyList<string> Devices { get; init; }

    /// <value>Whether it takes all other jobs too; agents of a device do not.</value>
    public required bool TakesJobs { get; init; }

    /// <value>The searches that it has worked for since the heartbeat before this one.</value>
    public required IReadOnlyList<string> Searches { get; init; }

    /// <summary>Whether it takes jobs of a queue: of a device's measurements, or of all other jobs for null.</summary>
    public bool Serves(string? device) => device is null ? TakesJobs : Devices.Contains(device);

    /// <summary>Whether the worker can be expected to be alive still.</summary>
    public bool IsAlive(DateTimeOffset now) => IntervalSeconds > 0 && now < At.AddSeconds(IntervalSeconds * IntervalsAlive);
}

/// <summary>How a queue of jobs stands, as <c>GET /api/queues</c> and <c>GET /api/devices</c> tell it; never stored.</summary>
public sealed record QueueState
{
    /// <value><c>jobs</c>, or <c>measure-DEVICE</c>.</value>
    public required string Name { get; init; }

    /// <value>Messages in it, about, those that workers have included.</value>
    public required int Length { get; init; }

    /// <value>When the oldest message was queued that no worker has; null when there is none.</value>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <value>Workers and agents of this queue that are alive.</value>
    public required int Workers { get; init; }

    /// <value>When a worker or agent of this queue last showed that it was alive; null when none did for a week.</value>
    public DateTimeOffset? LastHeartbeat { get; init; }
}
