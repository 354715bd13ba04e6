namespace Serverless.Application.Schedules;

/// <summary>How a request to change a schedule ended.</summary>
public enum ScheduleChangeKind
{
    Created,
    Replaced,
    Deleted,
    Missing,

    /// <summary>A start is under way; nothing was done. Have it done, then try again.</summary>
    Starting,

    /// <summary>The schedule is not what the request expects; nothing was done.</summary>
    Unexpected,
}
