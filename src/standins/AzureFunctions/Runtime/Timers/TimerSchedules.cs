using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Reads schedules.</summary>
static class TimerSchedules
{
    // So many runs ahead are looked at to tell whether a schedule is too frequent to be monitored.
    const int RunsLookedAt = 10;

    static readonly TimeSpan ShortestMonitored = TimeSpan.FromMinutes(1);

    /// <summary>The schedule of an NCRONTAB expression, or of a duration such as 00:05:00.</summary>
    /// <exception cref="InvalidOperationException">It is neither, or the time zone does not exist.</exception>
    public static ITimerSchedule Parse(string text, IConfiguration configuration)
    {
        if (!text.Contains(' ', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval))
        {
            return interval > TimeSpan.Zero
                ? new IntervalSchedule(interval)
                : throw new InvalidOperationException($"The schedule expression '{text}' was not recognized: an interval must be positive.");
        }

        try
        {
            var zone = configuration["WEBSITE_TIME_ZONE"] is { Length: > 0 } name ? TimeZoneInfo.FindSystemTimeZoneById(name) : TimeZoneInfo.Utc;
            return new CronSchedule(NcrontabExpression.Parse(text), zone);
        }
        catch (Exception e) when (e is FormatException or TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new InvalidOperationException($"The schedule expression '{text}' was not recognized: {e.Message}", e);
        }
    }

    /// <summary>Whether runs may follow each other within less than a minute; such schedules are not recorded.</summary>
    public static bool IsFrequent(ITimerSchedule schedule, DateTimeOffset now)
    {
        var previous = schedule.NextAfter(now);
        for (var i = 1; i < RunsLookedAt && previous is { } last; i++)
        {
            var next = schedule.NextAfter(last);
            if (next - last < ShortestMonitored)
            {
                return true;
            }

            previous = next;
        }

        return false;
    }
}
