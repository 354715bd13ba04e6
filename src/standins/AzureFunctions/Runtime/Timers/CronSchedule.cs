namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Due by the wall clock of a time zone.</summary>
/// <remarks>
/// Where daylight saving moves the clock, as on the platform: a time that the clock skips is due when it would have come by the old offset
/// (02:30 becomes 03:30); a time that it shows twice is due once, at the second, so schedules of many runs an hour pause during the first.
/// </remarks>
sealed class CronSchedule(NcrontabExpression expression, TimeZoneInfo zone) : ITimerSchedule
{
    public DateTimeOffset? NextAfter(DateTimeOffset time)
    {
        var wall = TimeZoneInfo.ConvertTime(time, zone).DateTime;
        return expression.NextAfter(wall) is { } next ? new DateTimeOffset(next, zone.GetUtcOffset(next)).ToUniversalTime() : null;
    }
}
