namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>When a timer is due.</summary>
interface ITimerSchedule
{
    /// <summary>The first time strictly after the one given; null when there is none any more.</summary>
    DateTimeOffset? NextAfter(DateTimeOffset time);
}
