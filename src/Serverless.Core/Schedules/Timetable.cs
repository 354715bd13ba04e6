using System.Diagnostics.CodeAnalysis;

namespace Serverless.Core.Schedules;

/// <summary>The times of a schedule's definition, parsed.</summary>
/// <param name="DueTimes">The times when the schedule is due.</param>
/// <param name="Window">The window in which its searches can run; null: always.</param>
public sealed record Timetable(DueTimes DueTimes, WindowTimes? Window)
{
    /// <summary>Parses a definition's expression and time zone.</summary>
    /// <param name="definition">The definition; it can come from a blob, so it may be corrupt.</param>
    /// <param name="timetable">The times; null if the definition is invalid.</param>
    /// <param name="fault">The error; null if there is none.</param>
    public static bool TryCreate(
        ScheduleDefinition definition, [NotNullWhen(true)] out Timetable? timetable, [NotNullWhen(false)] out string? fault)
    {
        timetable = null;
        if (!ScheduleExpression.TryParse(definition.Expression, out var expression, out var wrong))
        {
            fault = $"has the expression '{definition.Expression}', which is not a cron expression. {wrong}";
            return false;
        }

        if (!TimeZones.TryFind(definition.TimeZone, out var zone))
        {
            fault = $"has the time zone '{definition.TimeZone}', which is unknown on this machine.";
            return false;
        }

        fault = null;
        timetable = new Timetable(
            new DueTimes(expression, zone), definition.PauseOutside is { } window ? new WindowTimes(window, zone) : null);
        return true;
    }

    /// <summary>Returns the due time to decide now: the latest of those not decided. Null when there is none.</summary>
    public DateTimeOffset? Due(ScheduleDocument schedule, DateTimeOffset now) => DueTimes.Latest(schedule.DecidedUntil, now);

    /// <summary>Returns the due time to decide now, or else the next one.</summary>
    public DateTimeOffset? NextDue(ScheduleDocument schedule, DateTimeOffset now) =>
        Due(schedule, now) ?? DueTimes.NextAfter(now > schedule.DecidedUntil ? now : schedule.DecidedUntil);
}
