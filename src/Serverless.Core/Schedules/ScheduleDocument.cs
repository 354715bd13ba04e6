using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Schedules;

/// <summary>A schedule and what became of its due times: <c>schedules/{id}.json</c>, answered by <c>GET /api/schedules/{id}</c>.</summary>
public sealed record ScheduleDocument
{
    public int SchemaVersion { get; init; } = 1;

    public required string Id { get; init; }

    public required ScheduleDefinition Definition { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <value>When the definition was last changed.</value>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <value>Due times up to this moment are decided; it never goes back.</value>
    public required DateTimeOffset DecidedUntil { get; init; }

    /// <value>The next due time, or the one that is about to be decided; in answers only, never stored.</value>
    public DateTimeOffset? NextDueAt { get; init; }

    /// <value>The due time whose search waits until the previous one has ended; null when none waits.</value>
    public DateTimeOffset? WaitingDueAt { get; init; }

    /// <value>A start that is under way; never in answers.</value>
    public PendingStart? Starting { get; init; }

    /// <value>The latest search; null before the first.</value>
    public ScheduleOutcome? LastStart { get; init; }

    /// <value>The latest due time that got no search; null when all got one.</value>
    public ScheduleOutcome? LastSkip { get; init; }

    /// <value>What became of the latest due times, the latest first; at most 20.</value>
    public IReadOnlyList<ScheduleOutcome> History { get; init => field = value ?? []; } = [];
}

/// <summary>A start that is decided, and perhaps not done: a process that finds it does it again, which changes nothing that is done.</summary>
/// <param name="Outcome">What is to be remembered of it.</param>
/// <param name="Request">As it was when the start was decided.</param>
/// <param name="Cancels">The search to cancel first; null when there is none.</param>
public sealed record PendingStart(ScheduleOutcome Outcome, SearchRequest Request, string? Cancels = null);

/// <summary>The schedule that started a search.</summary>
/// <param name="Id">The schedule.</param>
/// <param name="DueAt">When the search was due.</param>
/// <param name="Late">Whether it was started later than schedules may be.</param>
/// <param name="LateBySeconds">Seconds from the due time to the start.</param>
/// <param name="ClosedAt">The latest closing of the schedule's window that the search has heeded; null before the first.</param>
public sealed record ScheduleOrigin(string Id, DateTimeOffset DueAt, bool Late, double LateBySeconds, DateTimeOffset? ClosedAt = null);
