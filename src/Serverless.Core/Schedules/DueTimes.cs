using Cronos;

namespace Serverless.Core.Schedules;

/// <summary>The moments at which a cron expression is due by the clock of a time zone. All of them in UTC, in whole seconds.</summary>
/// <remarks>
/// Where the clock is set, Cronos follows Vixie cron: times that the clock skips are due when it is set, all of them together. Of an hour
/// that it shows twice, fixed times are due in the first; expressions with a range, a step or * in the second, minute or hour
/// in both.
/// </remarks>
public sealed class DueTimes(CronExpression expression, TimeZoneInfo zone)
{
    /// <summary>The first due time after a moment; null when there is none before the year 2100.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset moment) => expression.GetNextOccurrence(moment, zone)?.ToUniversalTime();

    /// <summary>The last due time at a moment or before; null when there is none.</summary>
    public DateTimeOffset? LatestAt(DateTimeOffset moment) => expression.GetPreviousOccurrence(moment, zone, inclusive: true)?.ToUniversalTime();

    /// <summary>The last due time after a moment and not after another; null when none lies between.</summary>
    public DateTimeOffset? Latest(DateTimeOffset after, DateTimeOffset until) => LatestAt(until) is { } latest && latest > after ? latest : null;
}
