using System.Runtime.ExceptionServices;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Azure.WebJobs.Host.Timers;
using Serverless.LocalHost.Workers;

namespace Serverless.LocalHost.Invocation;

/// <summary>What happens when a function runs longer than it may: after a grace to end by itself, its worker is ended.</summary>
sealed class TimeoutHandler(WorkerPool workers, ILoggerFactory logs) : IWebJobsExceptionHandler, IWebJobsExceptionHandlerFactory
{
    readonly ILogger _log = logs.CreateLogger(HostLog.Category);

    /// <inheritdoc/>
    public IWebJobsExceptionHandler Create(IHost jobHost) => this;

    /// <inheritdoc/>
    public async Task OnTimeoutExceptionAsync(ExceptionDispatchInfo exceptionInfo, TimeSpan timeoutGracePeriod)
    {
        if (exceptionInfo.SourceException is not FunctionTimeoutException timeout)
        {
            return;
        }

        _log.TimedOut(timeout.MethodName, timeout.Timeout);
        if (await Task.WhenAny(timeout.Task, Task.Delay(timeoutGracePeriod)) != timeout.Task)
        {
            workers.Restart($"{timeout.MethodName} goes on after its cancellation, and nothing else ends it.");
        }
    }

    /// <inheritdoc/>
    public Task OnUnhandledExceptionAsync(ExceptionDispatchInfo exceptionInfo)
    {
        _log.LogCritical("The WebJobs SDK failed: {Reason}", exceptionInfo.SourceException.Message);
        return Task.CompletedTask;
    }
}
