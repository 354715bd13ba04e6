using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Schedules;

/// <summary>How a schedule changes when a due time is decided. Pure.</summary>
/// <remarks>
/// Each decision is one write of the schedule, on condition that nobody else has written it: a due time is decided once. The search
/// itself is started between <see cref="Start"/> and <see cref="Started"/>, as often as it takes.
/// </remarks>
public static class ScheduleDecisions
{
    /// <summary>Outcomes that are kept.</summary>
    public const int MostKept = 20;

    /// <summary>A schedule of which nothing has been due.</summary>
    public static ScheduleDocument Create(string id, ScheduleDefinition definition, DateTimeOffset now) => new()
    {
        Id = id,
        Definition = definition,
        CreatedAt = now,
        UpdatedAt = now,
        DecidedUntil = now,
    };

    /// <summary>Another definition. When the due times are others, those before now are not made up for.</summary>
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

    /// <summary>No search for this due time, nor for an earlier one that waits.</summary>
    public static ScheduleDocument Skip(ScheduleDocument schedule, DateTimeOffset dueAt, DateTimeOffset now, string reason)
    {
        var outcome = new ScheduleOutcome { DueAt = dueAt, DecidedAt = now, Reason = reason };
        return Keep(Decide(schedule, dueAt, now), outcome) with { LastSkip = outcome };
    }

    /// <summary>The search of this due time waits for another one, in place of one that waited before.</summary>
    public static ScheduleDocument Wait(ScheduleDocument schedule, DateTimeOffset dueAt, DateTimeOffset now) =>
        Decide(schedule, dueAt, now) with { WaitingDueAt = dueAt };

    /// <summary>The search of this due time is to be started.</summary>
    /// <param name="schedule">One without a start under way.</param>
    /// <param name="dueAt">Due now, or waiting.</param>
    /// <param name="now">Not before <paramref name="dueAt"/>.</param>
    /// <param name="lateAfter">What a start may take after its due time without being late.</param>
    /// <param name="request">What to run.</param>
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
                schedule.WaitingDueAt == dueAt && schedule.LastStart is { } previous ? $"It waited for search {previous.SearchId} to end."
                : cancels is not null ? $"Search {cancels} was cancelled for it."
                : null,
        };
        return Decide(schedule, dueAt, now) with { Starting = new PendingStart(outcome, request, cancels) };
    }

    /// <summary>The start under way is done.</summary>
    public static ScheduleDocument Started(ScheduleDocument schedule) =>
        Keep(schedule with { Starting = null }, schedule.Starting!.Outcome) with { LastStart = schedule.Starting.Outcome };

    /// <summary>The start under way cannot be done.</summary>
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

        var outcome = new ScheduleOutcome { DueAt = waiting, DecidedAt = now, Reason = "It still waited when the next due time came." };
        return Keep(decided, outcome) with { LastSkip = outcome };
    }

    static ScheduleDocument Keep(ScheduleDocument schedule, ScheduleOutcome outcome) =>
        schedule with { History = [outcome, .. schedule.History.Take(MostKept - 1)] };

    static DateTimeOffset Later(DateTimeOffset first, DateTimeOffset second) => first > second ? first : second;
}
