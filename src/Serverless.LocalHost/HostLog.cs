namespace Serverless.LocalHost;

/// <summary>Log messages of the host about itself.</summary>
static partial class HostLog
{
    /// <summary>The category of all log messages of the host itself.</summary>
    public const string Category = "LocalHost";

    [LoggerMessage(1, LogLevel.Information, "Ready: {Address}, {Functions} functions, after {Milliseconds} ms")]
    public static partial void Ready(this ILogger log, string address, int functions, long milliseconds);

    [LoggerMessage(2, LogLevel.Information, "Stopping")]
    public static partial void Stopping(this ILogger log);

    [LoggerMessage(3, LogLevel.Information, "Stopped after {Milliseconds} ms")]
    public static partial void Stopped(this ILogger log, long milliseconds);

    [LoggerMessage(4, LogLevel.Warning, "{Part} did not stop cleanly: {Reason}")]
    public static partial void StoppedBadly(this ILogger log, string part, string reason);

    [LoggerMessage(5, LogLevel.Error, "The host failed and starts again once storage answers: {Reason}")]
    public static partial void HostFailed(this ILogger log, string reason);

    [LoggerMessage(6, LogLevel.Error, "The host could not start again yet: {Reason}")]
    public static partial void NotStartedAgain(this ILogger log, string reason);

    [LoggerMessage(10, LogLevel.Debug, "Worker {Pid} started")]
    public static partial void WorkerStarted(this ILogger log, int pid);

    [LoggerMessage(11, LogLevel.Warning, "Worker {Pid} ended with code {Code}; starting another")]
    public static partial void WorkerEnded(this ILogger log, int pid, int code);

    [LoggerMessage(12, LogLevel.Information, "Worker {Pid} is ready")]
    public static partial void WorkerReady(this ILogger log, int pid);

    [LoggerMessage(13, LogLevel.Error, "The worker could not be started again, trying again in {Seconds} s: {Reason}")]
    public static partial void WorkerNotRestarted(this ILogger log, double seconds, string reason);

    [LoggerMessage(14, LogLevel.Error, "Worker {Pid} is ended and started again: {Reason}")]
    public static partial void WorkerRestarted(this ILogger log, int pid, string reason);

    [LoggerMessage(15, LogLevel.Warning, "setpriv and setsid (util-linux) are not installed: a worker would outlive a killed host")]
    public static partial void NoParentDeathSignal(this ILogger log);

    [LoggerMessage(20, LogLevel.Information, "Function {Function} is disabled")]
    public static partial void Disabled(this ILogger log, string function);

    [LoggerMessage(21, LogLevel.Error, "Function {Function} failed: {Reason}")]
    public static partial void FunctionFailed(this ILogger log, string function, string reason);

    [LoggerMessage(22, LogLevel.Error, "Function {Function} ran longer than functionTimeout allows, {Limit}; its invocation was cancelled")]
    public static partial void TimedOut(this ILogger log, string function, TimeSpan limit);

    [LoggerMessage(30, LogLevel.Warning, "{Path} was not forwarded to the worker: {Error}")]
    public static partial void NotForwarded(this ILogger log, string path, string error);

    [LoggerMessage(31, LogLevel.Debug, "{Path}: the client disconnected ({Error})")]
    public static partial void ClientGone(this ILogger log, string path, string error);

    [LoggerMessage(40, LogLevel.Warning, "The schedule of {Timer} could not be stored: {Reason}")]
    public static partial void ScheduleNotStored(this ILogger log, string timer, string reason);
}
