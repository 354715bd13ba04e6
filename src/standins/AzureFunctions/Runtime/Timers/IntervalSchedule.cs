namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Due again and again after a constant interval.</summary>
sealed class IntervalSchedule(TimeSpan interval) : ITimerSchedule
{
    public DateTimeOffset? NextAfter(DateTimeOffset time) => time + interval;
}
