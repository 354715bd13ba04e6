namespace Microsoft.Azure.Functions.Worker;

/// <summary>The recorded runs of a timer function, in UTC.</summary>
public class ScheduleStatus
{
    /// <summary>The last run that was due.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next run that is due.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this record was last changed.</summary>
    public DateTime LastUpdated { get; set; }
}
