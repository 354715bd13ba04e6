using Microsoft.DurableTask;
using Serverless.Application.Jobs;
using Serverless.Functions.Activities;

namespace Serverless.Functions.Orchestrations;

/// <summary>The input of an orchestration that has work done.</summary>
/// <param name="Work">What is to be done.</param>
/// <param name="Progress">How far the executions before have come; null at the beginning.</param>
/// <param name="IsPaused">Whether the search was paused when the execution before ended.</param>
/// <param name="WaitsSince">Since when its current job is waited for, in UTC; null when it waits for none.</param>
/// <param name="IsFinishing">Whether it is to begin no training.</param>
/// <param name="LatestSignal">The number of the latest pause or resume that the executions before took in.</param>
public sealed record WorkInput(
    Work Work, WorkProgress? Progress = null, bool IsPaused = false, DateTime? WaitsSince = null, bool IsFinishing = false, long LatestSignal = 0);

/// <summary>Has work done by workers: queues its jobs one after the other and waits for them.</summary>
static class WorkRun
{
    /// <summary>Looks that one execution takes before the next one goes on with a short history, however long a job waits in its queue.</summary>
    public const int RoundsPerExecution = 16;

    /// <summary>The shortest time between two looks at a job that gives no answer.</summary>
    static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(30);

    /// <summary>Returns when the work is done, was given up, or its search ends. While the search is paused nothing is queued.</summary>
    /// <returns>Null when another execution goes on.</returns>
    public static async Task<EvaluationEnd?> RunAsync(TaskOrchestrationContext context)
    {
        var input = context.GetInput<WorkInput>() ?? throw new InvalidOperationException("Work needs its input.");
        var signals = new JobSignals(context, input.IsPaused, input.IsFinishing, input.LatestSignal);
        var progress = input.Progress;
        var waitsSince = input.WaitsSince;
        EventWaiter? awaited = null;
        for (var round = 0; round < RoundsPerExecution; round++)
        {
            if (progress?.Current?.JobId is { } jobId)
            {
                awaited = awaited?.Name == jobId ? awaited : new EventWaiter(context, jobId);
                waitsSince ??= context.CurrentUtcDateTime;
                if (!await IsToLookAsync(context, signals, awaited, NextLook(context.CurrentUtcDateTime - waitsSince.Value, input.Work.Terms.Patience)))
                {
                    continue;
                }

                awaited = awaited.HasCome ? null : awaited;
            }
            else if (progress is not null)
            {
                await signals.RunningAsync();
            }

            var advanced = await context.CallActivityAsync<AdvancedWork>(
                FunctionNames.AdvanceWork,
                new AdvanceWorkInput(input.Work, context.InstanceId, progress, signals.Hear()),
                ActivityRetries.Options);
            if (advanced.End is { } end)
            {
                return end;
            }

            waitsSince = advanced.Progress.Current?.JobId == progress?.Current?.JobId ? waitsSince : null;
            progress = advanced.Progress;
        }

        // What came since the last look is left to the next execution: it looks at once.
        context.ContinueAsNew(new WorkInput(input.Work, progress, signals.IsPaused, waitsSince, signals.IsFinishing, signals.Latest));
        signals.PassOn();
        awaited?.PassOn();
        return null;
    }

    // The message that carries an event can be held back for ten minutes, when a host is killed while it has it. Looking again after as
    // long as was waited before costs a long job few looks, and delays none by more than the time that it took.
    static TimeSpan NextLook(TimeSpan waited, TimeSpan patience) => TimeSpan.FromTicks(
        Math.Min(Math.Max(waited.Ticks, FirstLook.Ticks), patience.Ticks));

    // The event only wakes; whether there is a result is told by the result's blob, so that an event that was lost, repeated or forged
    // does no harm.
    static async Task<bool> IsToLookAsync(TaskOrchestrationContext context, JobSignals signals, EventWaiter awaited, TimeSpan patience)
    {
        using var timer = new CancellationTokenSource();
        await Task.WhenAny(awaited.Task, signals.Any, context.CreateTimer(patience, timer.Token));
        timer.Cancel();
        var hasChanged = signals.Follow();

        // A job that was left to run when its search paused is waited for after that as before.
        return awaited.HasCome || signals.Stop.IsCompleted || signals.IsFinishAsked || !hasChanged || signals.IsPaused;
    }
}
