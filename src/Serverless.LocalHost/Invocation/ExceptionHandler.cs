using System.Runtime.ExceptionServices;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Azure.WebJobs.Host.Timers;
using Serverless.LocalHost.Workers;

namespace Serverless.LocalHost.Invocation;

/// <summary>
/// Handles functions that run for too long, by ending their worker after a grace period, and listeners that fail, as that of a queue does
/// when storage is unavailable for longer than its retries: it does not recover, so the host starts again.
/// </summary>
sealed class ExceptionHandler(WorkerPool workers, HostFailure failure, ILoggerFactory logs) : IWebJobsExceptionHandler, IWebJobsExceptionHandlerFactory
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
            workers.Restart($"{timeout.MethodName} still runs after its cancellation, and only a restart ends it.");
        }
    }

    /// <inheritdoc/>
    public Task OnUnhandledExceptionAsync(ExceptionDispatchInfo exceptionInfo)
    {
        failure.Report(exceptionInfo.SourceException.GetBaseException().Message);
        return Task.CompletedTask;
    }
}
