using Microsoft.DurableTask;
using Serverless.StandIns.AzureFunctions.Durable.History;

namespace Serverless.StandIns.AzureFunctions.Durable.Execution;

/// <summary>Runs a task again after failures, by a policy or by a handler.</summary>
sealed class RetryLoop(TaskOrchestrationContext context, string name, Func<Task<TaskOutcome>> attempt)
{
    /// <summary>Retries by a policy.</summary>
    /// <param name="policy">How often and how long to wait.</param>
    /// <param name="wait">Sets a timer after the failure of the task with the given number.</param>
    internal async Task<TaskOutcome> RunAsync(RetryPolicy policy, Func<DateTime, int, Task> wait)
    {
        var start = context.CurrentUtcDateTime;
        for (var failures = 0; ; failures++)
        {
            var outcome = await attempt();
            if (outcome.Failure is not { IsFinal: false } failure)
            {
                return outcome;
            }

            if (failures + 1 == policy.MaxNumberOfAttempts)
            {
                // Azure sets a timer that is due at once after the last failure; histories and sequence numbers would differ without it.
                await wait(context.CurrentUtcDateTime, outcome.Id);
                return outcome;
            }

            if (!IsWorthRetrying(policy, outcome, failure) || IsTooLate(policy, start))
            {
                return outcome;
            }

            await wait(context.CurrentUtcDateTime + Delay(policy, failures), outcome.Id);
        }
    }

    /// <summary>Asks a handler after each failure and retries at once when it agrees.</summary>
    internal async Task<TaskOutcome> RunAsync(AsyncRetryHandler handler)
    {
        var start = context.CurrentUtcDateTime;
        for (var failures = 1; ; failures++)
        {
            var outcome = await attempt();
            if (outcome.Failure is not { IsFinal: false } failure)
            {
                return outcome;
            }

            var asked = new RetryContext(context, failures, failure.ToDetails(), context.CurrentUtcDateTime - start, CancellationToken.None);
            if (!await handler(asked))
            {
                return outcome;
            }
        }
    }

    static TimeSpan Delay(RetryPolicy policy, int failures)
    {
        var milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, failures);
        var unbounded = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan && milliseconds < TimeSpan.MaxValue.TotalMilliseconds;
        return unbounded || milliseconds < policy.MaxRetryInterval.TotalMilliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : policy.MaxRetryInterval;
    }

    bool IsTooLate(RetryPolicy policy, DateTime start) =>
        policy.RetryTimeout != Timeout.InfiniteTimeSpan && context.CurrentUtcDateTime >= start + policy.RetryTimeout;

    bool IsWorthRetrying(RetryPolicy policy, TaskOutcome outcome, Failure failure)
    {
        try
        {
            return policy.Handle(new TaskFailedException(name, outcome.Id, failure.ToDetails()));
        }
#pragma warning disable CA1031 // whatever the filter throws, the task's own failure is what the orchestrator must see, as on Azure
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
