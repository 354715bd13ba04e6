using System.Globalization;
using Cronos;

namespace Serverless.Core.Schedules;

/// <summary>The moments at which a daily window opens and closes by the clock of a time zone.</summary>
/// <remarks>
/// Each edge is due daily (see <see cref="DueTimes"/>): one that the clock shows twice counts the first time, and a window that the clock
/// skips altogether does not open that day.
/// </remarks>
public sealed class WindowTimes(DailyWindow window, TimeZoneInfo zone)
{
    readonly DueTimes _openings = Daily(window.From, zone);
    readonly DueTimes _closings = Daily(window.To, zone);

    public bool IsOpen(DateTimeOffset moment) => LatestOpening(moment) > LatestClosing(moment);

    /// <summary>When it opened last, at the moment itself or before.</summary>
    public DateTimeOffset LatestOpening(DateTimeOffset moment) => _openings.LatestAt(moment) ?? DateTimeOffset.MinValue;

    /// <summary>When it closed last, at the moment itself or before.</summary>
    public DateTimeOffset LatestClosing(DateTimeOffset moment) => _closings.LatestAt(moment) ?? DateTimeOffset.MinValue;

    /// <summary>When it opens next, after the moment.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset moment) => _openings.NextAfter(moment) ?? DateTimeOffset.MaxValue;

    static DueTimes Daily(TimeOnly time, TimeZoneInfo zone) => new(
        CronExpression.Parse(string.Create(CultureInfo.InvariantCulture, $"{time.Second} {time.Minute} {time.Hour} * * *"), CronFormat.IncludeSeconds),
        zone);
}
