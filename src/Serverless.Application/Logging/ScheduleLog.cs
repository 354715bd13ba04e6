using Microsoft.Extensions.Logging;

namespace Serverless.Application.Logging;

/// <summary>Log messages about running schedules: events 1030 to 1049.</summary>
static partial class ScheduleLog
{
    [LoggerMessage(1030, LogLevel.Information, "Schedule {ScheduleId}, due {DueAt:u}: search {SearchId} started {LateBySeconds} s after that")]
    public static partial void SearchScheduled(
        this ILogger logger, string scheduleId, DateTimeOffset dueAt, string searchId, double lateBySeconds);

    [LoggerMessage(1031, LogLevel.Warning, "Schedule {ScheduleId}, due {DueAt:u}: no search. {Reason}")]
    public static partial void DueTimeSkipped(this ILogger logger, string scheduleId, DateTimeOffset dueAt, string reason);

    [LoggerMessage(1032, LogLevel.Error, "Schedule {ScheduleId} could not be checked, and will be checked again at the next interval: {Reason}")]
    public static partial void ScheduleNotRun(this ILogger logger, Exception exception, string scheduleId, string reason);
}
