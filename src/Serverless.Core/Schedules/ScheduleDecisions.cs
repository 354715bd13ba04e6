using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Schedules;

/// <summary>Computes how a schedule changes when a due time is decided. Pure.</summary>
/// <remarks>
/// Each decision is one write of the schedule, conditional on nobody else having written it, so a due time is decided once. The search
/// itself is started between <see cref="Start"/> and <see cref="Started"/>, which can be repeated until it succeeds.
/// </remarks>
public static class ScheduleDecisions
{
    /// <summary>Number of outcomes that are kept.</summary>
    public const int MostKept = 20;

    /// <summary>Creates a schedule of which nothing has been due yet.</summary>
    public static ScheduleDocument Create(string id, ScheduleDefinition definition, DateTimeOffset now) => new()
    {
        Id = id,
        Definition = definition,
        CreatedAt = now,
        UpdatedAt = now,
        DecidedUntil = now,
    };

    /// <summary>Replaces the definition. If the due times change, those up to now are not caught up on.</summary>
    public static ScheduleDocument Redefine(ScheduleDocument schedule, ScheduleDefinition definition, DateTimeOffset now)
    {
        var isRetimed = definition.Expression != schedule.Definition.Expression || definition.TimeZone != schedule.Definition.TimeZone;
        return schedule with
        {
            Definition = definition,
            UpdatedAt = now,
            DecidedUntil = isRetimed ? Later(schedule.DecidedUntil, now) : schedule.DecidedUntil,
        };
    }

    /// <summary>Decides that neither this due time, nor an earlier one that waits, gets a search.</summary>
    public static ScheduleDocument Skip(ScheduleDocument schedule, DateTimeOffset dueAt, DateTimeOffset now, string reason)
    {
        var outcome = new ScheduleOutcome { DueAt = dueAt, DecidedAt = now, Reason = reason };
        return Keep(Decide(schedule, dueAt, now), outcome) with { LastSkip = outcome };
    }

    /// <summary>Decides that the search of this due time waits for the previous one to end, in place of any that waited before.</summary>
    public static ScheduleDocument Wait(ScheduleDocument schedule, DateTimeOffset dueAt, DateTimeOffset now) =>
        Decide(schedule, dueAt, now) with { WaitingDueAt = dueAt };

    /// <summary>Decides that the search of this due time is to be started.</summary>
    /// <param name="schedule">A schedule without a start in progress.</param>
    /// <param name="dueAt">The due time, due now or waiting.</param>
    /// <param name="now">The current time, not before <paramref name="dueAt"/>.</param>
    /// <param name="lateAfter">The longest time from the due time to a start that is not late.</param>
    /// <param name="request">The search to run.</param>
    /// <param name="cancels">The search to cancel first; null when there is none.</param>
    public static ScheduleDocument Start(
        ScheduleDocument schedule, DateTimeOffset dueAt, DateTimeOffset now, TimeSpan lateAfter, SearchRequest request, string? cancels)
    {
        var late = now - dueAt;
        var outcome = new ScheduleOutcome
        {
            DueAt = dueAt,
            DecidedAt = now,
            SearchId = ScheduleId.SearchOf(schedule.Id, dueAt),
            Late = late > lateAfter,
            LateBySeconds = Math.Max(0, late.TotalSeconds),
            Reason =
                schedule.WaitingDueAt == dueAt && schedule.LastStart is { } previous ? $"The schedule waited for search {previous.SearchId} to end."
                : cancels is not null ? $"Search {cancels} was cancelled to start this one."
                : null,
        };
        return Decide(schedule, dueAt, now) with { Starting = new PendingStart(outcome, request, cancels) };
    }

    /// <summary>Records that the start in progress has succeeded.</summary>
    public static ScheduleDocument Started(ScheduleDocument schedule) =>
        Keep(schedule with { Starting = null }, schedule.Starting!.Outcome) with { LastStart = schedule.Starting.Outcome };

    /// <summary>Records that the start in progress has failed permanently.</summary>
    public static ScheduleDocument GiveUp(ScheduleDocument schedule, string reason)
    {
        var outcome = schedule.Starting!.Outcome with { SearchId = null, Late = false, LateBySeconds = 0, Reason = reason };
        return Keep(schedule with { Starting = null }, outcome) with { LastSkip = outcome };
    }

    static ScheduleDocument Decide(ScheduleDocument schedule, DateTimeOffset dueAt, DateTimeOffset now)
    {
        var decided = schedule with { DecidedUntil = Later(schedule.DecidedUntil, dueAt), WaitingDueAt = null };
        if (schedule.WaitingDueAt is not { } waiting || waiting == dueAt)
        {
            return decided;
        }

        var outcome = new ScheduleOutcome { DueAt = waiting, DecidedAt = now, Reason = "The previous search was still running at the next due time." };
        return Keep(decided, outcome) with { LastSkip = outcome };
    }

    static ScheduleDocument Keep(ScheduleDocument schedule, ScheduleOutcome outcome) =>
        schedule with { History = [outcome, .. schedule.History.Take(MostKept - 1)] };

    static DateTimeOffset Later(DateTimeOffset first, DateTimeOffset second) => first > second ? first : second;
}
