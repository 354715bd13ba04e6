using System.Text.Json.Serialization;

namespace Serverless.Core.Jobs;

/// <summary>A sign that a worker is alive, stored as one blob per worker that the worker overwrites: <c>jobs/workers/...</c>.</summary>
public sealed record WorkerHeartbeat
{
    /// <summary>
    /// Number of intervals without a heartbeat after which a worker counts as dead: one heartbeat can be late, and storage briefly unavailable.
    /// </summary>
    const double IntervalsAlive = 2.5;

    public int SchemaVersion { get; init; } = 1;

    /// <value>The worker's name.</value>
    public required string Worker { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <value>Longest time until the next heartbeat, in seconds; 0 when the worker has stopped.</value>
    public required double IntervalSeconds { get; init; }

    /// <value>The devices for which it runs measurements.</value>
    public required IReadOnlyList<string> Devices { get; init; }

    /// <value>Whether it also runs all other jobs; agents of a device do not.</value>
    public required bool TakesJobs { get; init; }

    /// <value>The searches for which it has worked since the previous heartbeat.</value>
    public required IReadOnlyList<string> Searches { get; init; }

    /// <value>The jobs that it is running now; null, like the next three, in heartbeats written before these fields existed.</value>
    public IReadOnlyList<RunningJob>? Jobs { get; init; }

    /// <value>Number of jobs that it can run at once.</value>
    public int? Slots { get; init; }

    /// <value>Number of jobs for which it has written a result since it started.</value>
    public int? JobsDone { get; init; }

    /// <value>Share of its slots' time since it started in which they worked, 0 to 1.</value>
    public double? BusyShare { get; init; }

    /// <summary>Returns whether the worker takes jobs of a queue: a device's measurements, or all other jobs for null.</summary>
    public bool Serves(string? device) => device is null ? TakesJobs : Devices.Contains(device);

    /// <summary>Returns whether the worker is presumed to be alive.</summary>
    public bool IsAlive(DateTimeOffset now) => IntervalSeconds > 0 && now < At.AddSeconds(IntervalSeconds * IntervalsAlive);
}

/// <summary>A job that a worker is running.</summary>
/// <param name="Id">The id of the job.</param>
/// <param name="Kind">The kind of the job.</param>
/// <param name="SearchId">The search; empty for a fit that no search requested.</param>
/// <param name="Since">The time when the worker took the job.</param>
public sealed record RunningJob(string Id, JobKind Kind, string SearchId, DateTimeOffset Since);

/// <summary>The state of a worker in the response of <c>GET /api/workers</c>; never stored.</summary>
public sealed record WorkerState
{
    public required string Name { get; init; }

    /// <value>Whether it is presumed to be alive.</value>
    public required bool IsAlive { get; init; }

    /// <value>Time of its last heartbeat; there is one every 10 s while it works, every minute while it is idle.</value>
    public required DateTimeOffset LastHeartbeat { get; init; }

    /// <value>As in <see cref="WorkerHeartbeat"/>, at the time of the last heartbeat.</value>
    public required bool TakesJobs { get; init; }

    /// <value>
    /// Whether it is a program of the user, known by its current or latest leases; its heartbeat is the time when a lease was last given or renewed.
    /// </value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsExternal { get; init; }

    public required IReadOnlyList<string> Devices { get; init; }

    public IReadOnlyList<RunningJob> Jobs { get; init => field = value ?? []; } = [];

    public int? Slots { get; init; }

    public int? JobsDone { get; init; }

    public double? BusyShare { get; init; }

    /// <summary>Returns the state of a worker according to its heartbeat.</summary>
    public static WorkerState Of(WorkerHeartbeat heartbeat, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(heartbeat);
        var isAlive = heartbeat.IsAlive(now);
        return new WorkerState
        {
            Name = heartbeat.Worker,
            IsAlive = isAlive,
            LastHeartbeat = heartbeat.At,
            TakesJobs = heartbeat.TakesJobs,
            Devices = heartbeat.Devices,
            Jobs = isAlive ? heartbeat.Jobs ?? [] : [],
            Slots = heartbeat.Slots,
            JobsDone = heartbeat.JobsDone,
            BusyShare = heartbeat.BusyShare,
        };
    }
}

/// <summary>The state of a queue of jobs in the responses of <c>GET /api/queues</c> and <c>GET /api/devices</c>; never stored.</summary>
public sealed record QueueState
{
    /// <value>The name of the queue: <c>jobs</c>, or <c>measure-DEVICE</c>.</value>
    public required string Name { get; init; }

    /// <value>Approximate number of messages in the queue, including those that workers hold.</value>
    public required int Length { get; init; }

    /// <value>Time when the oldest message that no worker holds was queued; null when there is none.</value>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <value>Number of workers and agents of this queue that are alive.</value>
    public required int Workers { get; init; }

    /// <value>Time of the last heartbeat of a worker or agent of this queue; null when there was none for a week.</value>
    public DateTimeOffset? LastHeartbeat { get; init; }
}
