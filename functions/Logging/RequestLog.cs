using Microsoft.Extensions.Logging;

namespace Serverless.Functions.Logging;

/// <summary>Log messages about requests and messages from outside: events 1001 to 1049.</summary>
static partial class RequestLog
{
    [LoggerMessage(1001, LogLevel.Error, "{Function} failed (trace {TraceId})")]
    public static partial void RequestFailed(this ILogger logger, Exception exception, string function, string traceId);

    [LoggerMessage(1002, LogLevel.Information, "Search {SearchId} accepted")]
    public static partial void SearchAccepted(this ILogger logger, string searchId);

    [LoggerMessage(1004, LogLevel.Warning, "{Reason}")]
    public static partial void SearchUnreadable(this ILogger logger, string reason);

    [LoggerMessage(1010, LogLevel.Error, "Message {MessageId} of queue {Queue} cannot be handled: {Reason} The whole message is in blob {Blob}")]
    public static partial void MessageRejected(this ILogger logger, string queue, string messageId, string reason, string blob);

    [LoggerMessage(1011, LogLevel.Information, "The result of job {JobId} arrived too late: {InstanceId} has ended or was deleted")]
    public static partial void ResultDropped(this ILogger logger, string jobId, string instanceId);

    [LoggerMessage(1012, LogLevel.Warning, "The exported metrics of queues and searches were not updated and are a minute older: {Reason}")]
    public static partial void LookMissed(this ILogger logger, string reason);
}
