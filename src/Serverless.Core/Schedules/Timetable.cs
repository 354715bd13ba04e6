using System.Diagnostics.CodeAnalysis;

namespace Serverless.Core.Schedules;

/// <summary>A definition's times, ready to be asked.</summary>
/// <param name="DueTimes">When it is due.</param>
/// <param name="Window">When its searches may run; null: always.</param>
public sealed record Timetable(DueTimes DueTimes, WindowTimes? Window)
{
    /// <summary>Reads a definition's expression and time zone.</summary>
    /// <param name="definition">It may come from a blob that anybody may have broken.</param>
    /// <param name="timetable">Null when there is a fault.</param>
    /// <param name="fault">What is wrong; null when nothing is.</param>
    public static bool TryCreate(
        ScheduleDefinition definition, [NotNullWhen(true)] out Timetable? timetable, [NotNullWhen(false)] out string? fault)
    {
        timetable = null;
        if (!ScheduleExpression.TryParse(definition.Expression, out var expression, out var wrong))
        {
            fault = $"has the expression '{definition.Expression}', which is no cron expression. {wrong}";
            return false;
        }

        if (!TimeZones.TryFind(definition.TimeZone, out var zone))
        {
            fault = $"has the time zone '{definition.TimeZone}', which is unknown here.";
            return false;
        }

        fault = null;
        timetable = new Timetable(
            new DueTimes(expression, zone), definition.PauseOutside is { } window ? new WindowTimes(window, zone) : null);
        return true;
    }

    /// <summary>The due time that is to be decided now: the latest of those not decided. Null when there is none.</summary>
    public DateTimeOffset? Due(ScheduleDocument schedule, DateTimeOffset now) => DueTimes.Latest(schedule.DecidedUntil, now);

    /// <summary>The due time to expect: one that is to be decided now, or else the next.</summary>
    public DateTimeOffset? NextDue(ScheduleDocument schedule, DateTimeOffset now) =>
        Due(schedule, now) ?? DueTimes.NextAfter(now > schedule.DecidedUntil ? now : schedule.DecidedUntil);
}
