namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer function is told about its schedule.</summary>
public class TimerInfo
{
    /// <summary>The last and next runs; null when the schedule is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether the run is later than it should be, because the app was down.</summary>
    public bool IsPastDue { get; set; }
}
