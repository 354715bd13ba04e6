using Cronos;

namespace Serverless.Core.Schedules;

/// <summary>The moments at which a cron expression is due in a time zone. All of them are in UTC, in whole seconds.</summary>
/// <remarks>
/// At clock changes, Cronos follows Vixie cron: times that the clock skips are all due at the moment of the change. In an hour that
/// occurs twice, fixed times are due the first time; expressions with a range, a step or * in the second, minute or hour
/// are due both times.
/// </remarks>
public sealed class DueTimes(CronExpression expression, TimeZoneInfo zone)
{
    /// <summary>Returns the first due time after a moment; null when there is none before the year 2100.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset moment) => expression.GetNextOccurrence(moment, zone)?.ToUniversalTime();

    /// <summary>Returns the last due time at or before a moment; null when there is none.</summary>
    public DateTimeOffset? LatestAt(DateTimeOffset moment) => expression.GetPreviousOccurrence(moment, zone, inclusive: true)?.ToUniversalTime();

    /// <summary>Returns the last due time after one moment and at or before another; null when there is none.</summary>
    public DateTimeOffset? Latest(DateTimeOffset after, DateTimeOffset until) => LatestAt(until) is { } latest && latest > after ? latest : null;
}
