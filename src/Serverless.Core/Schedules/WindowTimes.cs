using System.Globalization;
using Cronos;

namespace Serverless.Core.Schedules;

/// <summary>The moments at which a daily window opens and closes in a time zone.</summary>
/// <remarks>
/// Each edge is due daily (see <see cref="DueTimes"/>): an edge that occurs twice counts the first time, and a window that the clock
/// skips entirely does not open that day.
/// </remarks>
public sealed class WindowTimes(DailyWindow window, TimeZoneInfo zone)
{
    readonly DueTimes _openings = Daily(window.From, zone);
    readonly DueTimes _closings = Daily(window.To, zone);

    public bool IsOpen(DateTimeOffset moment) => LatestOpening(moment) > LatestClosing(moment);

    /// <summary>Returns the latest opening at or before a moment.</summary>
    public DateTimeOffset LatestOpening(DateTimeOffset moment) => _openings.LatestAt(moment) ?? DateTimeOffset.MinValue;

    /// <summary>Returns the latest closing at or before a moment.</summary>
    public DateTimeOffset LatestClosing(DateTimeOffset moment) => _closings.LatestAt(moment) ?? DateTimeOffset.MinValue;

    /// <summary>Returns the next opening after a moment.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset moment) => _openings.NextAfter(moment) ?? DateTimeOffset.MaxValue;

    static DueTimes Daily(TimeOnly time, TimeZoneInfo zone) => new(
        CronExpression.Parse(string.Create(CultureInfo.InvariantCulture, $"{time.Second} {time.Minute} {time.Hour} * * *"), CronFormat.IncludeSeconds),
        zone);
}
