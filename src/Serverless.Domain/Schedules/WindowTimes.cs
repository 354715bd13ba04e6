namespace Serverless.Domain.Schedules;

/// <summary>The moments at which a daily window opens and closes.</summary>
/// <remarks>
/// Where the clock is set, <see cref="WallClock"/> says which moment an edge is: an edge that is shown twice counts the first time, and
/// a window that the clock skips altogether does not open that day.
/// </remarks>
public sealed class WindowTimes(DailyWindow window, WallClock clock)
{
    /// <summary>An edge lies within a day of its date, so these days around a moment hold the ones before and after it.</summary>
    const int DaysAround = 2;

    public bool IsOpen(DateTimeOffset moment) => LatestOpening(moment) > LatestClosing(moment);

    /// <summary>When it opened last, at the moment itself or before.</summary>
    public DateTimeOffset LatestOpening(DateTimeOffset moment) => Edges(moment, window.From).Last(edge => edge <= moment);

    /// <summary>When it closed last, at the moment itself or before.</summary>
    public DateTimeOffset LatestClosing(DateTimeOffset moment) => Edges(moment, window.To).Last(edge => edge <= moment);

    /// <summary>When it opens next, after the moment.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset moment) => Edges(moment, window.From).First(edge => edge > moment);

    IEnumerable<DateTimeOffset> Edges(DateTimeOffset moment, TimeOnly time)
    {
        var day = clock.LocalOf(moment).Date;
        return Enumerable.Range(-DaysAround, (2 * DaysAround) + 1)
            .Select(offset => clock.MomentOf(day.AddDays(offset) + time.ToTimeSpan()));
    }
}
