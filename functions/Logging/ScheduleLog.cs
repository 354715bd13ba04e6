using Microsoft.Extensions.Logging;

namespace Serverless.Functions.Logging;

/// <summary>What is logged about schedules: events 1030 to 1049.</summary>
static partial class ScheduleLog
{
    [LoggerMessage(1033, LogLevel.Warning, "{Reason}")]
    public static partial void ScheduleUnreadable(this ILogger logger, string reason);

    [LoggerMessage(1034, LogLevel.Information, "Schedule {ScheduleId}: {Change}")]
    public static partial void ScheduleChanged(this ILogger logger, string scheduleId, string change);
}
