namespace Serverless.Domain.Schedules;

/// <summary>The moments at which a schedule is due: an expression by the clock on a wall. All of them in UTC, in whole seconds.</summary>
/// <remarks>
/// Where the clock is set, <see cref="WallClock"/> says what becomes of a local time: due times that it skips are due when it is set,
/// all of them at once and so together; those of an hour that it shows twice are due in the first.
/// </remarks>
public sealed class DueTimes(CronExpression expression, WallClock clock)
{
    /// <summary>The first due time after a moment; null when there is none.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset moment)
    {
        for (var local = expression.NextAfter(clock.LocalOf(moment)); local is { } time; local = expression.NextAfter(time))
        {
            var due = clock.MomentOf(time);
            if (due > moment)
            {
                return due;
            }
        }

        return null;
    }

    /// <summary>The last due time after a moment and not after another.</summary>
    /// <remarks>O(log n) calls of <see cref="NextAfter"/>, n the seconds between.</remarks>
    /// <returns>Null when none lies between.</returns>
    public DateTimeOffset? Latest(DateTimeOffset after, DateTimeOffset until)
    {
        if (NextAfter(after) is not { } latest || latest > until)
        {
            return null;
        }

        // The one sought is at least `latest` and before `end`; from a moment on, the next due time lies beyond `until`.
        var end = latest.AddSeconds(Math.Floor((until - latest).TotalSeconds) + 1);
        while (end - latest > TimeSpan.FromSeconds(1))
        {
            var middle = latest.AddSeconds(Math.Floor(((end - latest).TotalSeconds - 1) / 2));
            (latest, end) = NextAfter(middle) is { } due && due <= until ? (due, end) : (latest, middle.AddSeconds(1));
        }

        return latest;
    }
}
