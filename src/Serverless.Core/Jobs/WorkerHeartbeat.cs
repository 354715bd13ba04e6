using System.Text.Json.Serialization;

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

    /// <value>The jobs that it works on at this moment; null in heartbeats that are older than this field, as are the next three.</value>
    public IReadOnlyList<RunningJob>? Jobs { get; init; }

    /// <value>How many jobs it works on at once, at most.</value>
    public int? Slots { get; init; }

    /// <value>Jobs that got their result from it since it started.</value>
    public int? JobsDone { get; init; }

    /// <value>Of the time of its slots since it started, the share in which they worked: 0 to 1.</value>
    public double? BusyShare { get; init; }

    /// <summary>Whether it takes jobs of a queue: of a device's measurements, or of all other jobs for null.</summary>
    public bool Serves(string? device) => device is null ? TakesJobs : Devices.Contains(device);

    /// <summary>Whether the worker can be expected to be alive still.</summary>
    public bool IsAlive(DateTimeOffset now) => IntervalSeconds > 0 && now < At.AddSeconds(IntervalSeconds * IntervalsAlive);
}

/// <summary>A job that a worker works on.</summary>
/// <param name="Id">The job's.</param>
/// <param name="Kind">What it is.</param>
/// <param name="SearchId">The search; empty for a fit that none asked for.</param>
/// <param name="Since">When the worker took it.</param>
public sealed record RunningJob(string Id, JobKind Kind, string SearchId, DateTimeOffset Since);

/// <summary>A worker, as <c>GET /api/workers</c> tells of it; never stored.</summary>
public sealed record WorkerState
{
    public required string Name { get; init; }

    /// <value>Whether it can be expected to be there still.</value>
    public required bool IsAlive { get; init; }

    /// <value>When it last showed that it was alive; every 10 s while it works, every minute while it is idle.</value>
    public required DateTimeOffset LastHeartbeat { get; init; }

    /// <value>As in <see cref="WorkerHeartbeat"/>, at the last heartbeat.</value>
    public required bool TakesJobs { get; init; }

    /// <value>Whether it is a program of the user's, known by the leases that it has or had last; its latest heartbeat is when one was given or renewed.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsExternal { get; init; }

    public required IReadOnlyList<string> Devices { get; init; }

    public IReadOnlyList<RunningJob> Jobs { get; init => field = value ?? []; } = [];

    public int? Slots { get; init; }

    public int? JobsDone { get; init; }

    public double? BusyShare { get; init; }

    /// <summary>What a heartbeat tells of its worker.</summary>
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
