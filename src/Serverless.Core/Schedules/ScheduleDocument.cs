using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Schedules;

/// <summary>A schedule and the outcomes of its due times: <c>schedules/{id}.json</c>, returned by <c>GET /api/schedules/{id}</c>.</summary>
public sealed record ScheduleDocument
{
    public int SchemaVersion { get; init; } = 1;

    public required string Id { get; init; }

    public required ScheduleDefinition Definition { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <value>Time when the definition was last changed.</value>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <value>The moment up to which due times are decided; it never goes back.</value>
    public required DateTimeOffset DecidedUntil { get; init; }

    /// <value>The next due time, or the one about to be decided; only in responses, never stored.</value>
    public DateTimeOffset? NextDueAt { get; init; }

    /// <value>The due time whose search waits for the previous one to end; null when none waits.</value>
    public DateTimeOffset? WaitingDueAt { get; init; }

    /// <value>A start in progress; never in responses.</value>
    public PendingStart? Starting { get; init; }

    /// <value>The latest search started; null before the first.</value>
    public ScheduleOutcome? LastStart { get; init; }

    /// <value>The latest due time that got no search; null when all got one.</value>
    public ScheduleOutcome? LastSkip { get; init; }

    /// <value>The outcomes of the latest due times, the latest first; at most 20.</value>
    public IReadOnlyList<ScheduleOutcome> History { get; init => field = value ?? []; } = [];
}

/// <summary>
/// A start that is decided but may not have been carried out: a process that finds it repeats it, which does not change anything already done.
/// </summary>
/// <param name="Outcome">The outcome to record once it is carried out.</param>
/// <param name="Request">The request, as it was when the start was decided.</param>
/// <param name="Cancels">The search to cancel first; null when there is none.</param>
public sealed record PendingStart(ScheduleOutcome Outcome, SearchRequest Request, string? Cancels = null);

/// <summary>The schedule that started a search.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="DueAt">The due time of the search.</param>
/// <param name="Late">Whether it was started later than the tolerance for schedules.</param>
/// <param name="LateBySeconds">Seconds from the due time to the start.</param>
/// <param name="ClosedAt">The latest closing of the schedule's window that the search has observed; null before the first.</param>
public sealed record ScheduleOrigin(string Id, DateTimeOffset DueAt, bool Late, double LateBySeconds, DateTimeOffset? ClosedAt = null);
