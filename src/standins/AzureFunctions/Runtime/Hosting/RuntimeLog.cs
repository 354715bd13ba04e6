using Microsoft.Extensions.Logging;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>What the runtime logs; never keys, never message bodies.</summary>
static partial class RuntimeLog
{
    [LoggerMessage(1, LogLevel.Error, "Executed 'Functions.{Function}' (Failed)")]
    public static partial void FunctionFailed(this ILogger logger, Exception exception, string function);

    [LoggerMessage(2, LogLevel.Information, "The caller of 'Functions.{Function}' left before the answer")]
    public static partial void RequestAborted(this ILogger logger, string function);

    [LoggerMessage(3, LogLevel.Warning, "No HTTP response returned: 'Functions.{Function}' returned a {Type}, which ASP.NET Core integration does not write")]
    public static partial void ResultNotWritten(this ILogger logger, string function, Type type);

    [LoggerMessage(10, LogLevel.Warning, "The queue '{Queue}' cannot be read now")]
    public static partial void QueueUnreachable(this ILogger logger, Exception exception, string queue);

    [LoggerMessage(11, LogLevel.Error, "Executed 'Functions.{Function}' (Failed) for message {MessageId}, attempt {DequeueCount}")]
    public static partial void MessageFailed(this ILogger logger, Exception exception, string function, string messageId, long dequeueCount);

    [LoggerMessage(12, LogLevel.Warning, "Message {MessageId} of queue '{Queue}' was moved to queue '{PoisonQueue}'")]
    public static partial void MessagePoisoned(this ILogger logger, string messageId, string queue, string poisonQueue);

    [LoggerMessage(13, LogLevel.Warning, "Message {MessageId} of queue '{Queue}' could not be renewed, deleted or released now; it comes back when its lease ends")]
    public static partial void MessageNotSettled(this ILogger logger, Exception exception, string messageId, string queue);

    [LoggerMessage(14, LogLevel.Warning, "Message {MessageId} of queue '{Queue}' was taken by another host before it was done; it runs again")]
    public static partial void LeaseLost(this ILogger logger, string messageId, string queue);

    [LoggerMessage(20, LogLevel.Warning, "The run of timer 'Functions.{Function}' could not be recorded")]
    public static partial void TimerNotRecorded(this ILogger logger, Exception exception, string function);

    [LoggerMessage(21, LogLevel.Warning, "Timer 'Functions.{Function}' waits: its lock or its record cannot be reached now")]
    public static partial void TimerUnavailable(this ILogger logger, Exception exception, string function);
}
