using Microsoft.DurableTask;
using Serverless.Application.Jobs;
using Serverless.Functions.Activities;

namespace Serverless.Functions.Orchestrations;

/// <summary>The input of an orchestration that has workers do work.</summary>
/// <param name="Work">The work.</param>
/// <param name="Progress">The progress of earlier executions; null at the beginning.</param>
/// <param name="IsPaused">Whether the search was paused when the previous execution ended.</param>
/// <param name="WaitsSince">The UTC time since when the current job is waited for; null when no job is.</param>
/// <param name="IsFinishing">Whether the work is to begin no training.</param>
/// <param name="LatestSignal">The number of the latest pause or resume that earlier executions processed.</param>
public sealed record WorkInput(
    Work Work, WorkProgress? Progress = null, bool IsPaused = false, DateTime? WaitsSince = null, bool IsFinishing = false, long LatestSignal = 0);

/// <summary>Has workers do work: queues its jobs one after the other and waits for them.</summary>
static class WorkRun
{
    /// <summary>
    /// The number of checks in one execution before the next execution continues, so that the history stays short however long a job waits.
    /// </summary>
    public const int RoundsPerExecution = 16;

    /// <summary>The shortest time between two checks of a job that does not report.</summary>
    static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(30);

    /// <summary>Completes when the work is done or was given up, or its search ends. While the search is paused nothing is queued.</summary>
    /// <returns>How the work ended; null when another execution continues it.</returns>
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

        // Events that arrived since the last check are left to the next execution, which checks at once.
        context.ContinueAsNew(new WorkInput(input.Work, progress, signals.IsPaused, waitsSince, signals.IsFinishing, signals.Latest));
        signals.PassOn();
        awaited?.PassOn();
        return null;
    }

    // The message that carries an event can be delayed for ten minutes when a host is killed while it holds it. Waiting as long again as has
    // been waited so far costs a long job few checks, and delays no job by more than the time that it took.
    static TimeSpan NextLook(TimeSpan waited, TimeSpan patience) => TimeSpan.FromTicks(
        Math.Min(Math.Max(waited.Ticks, FirstLook.Ticks), patience.Ticks));

    // Events only wake the orchestration; the result blob says whether there is a result. An event that was lost, repeated or forged
    // therefore does no harm.
    static async Task<bool> IsToLookAsync(TaskOrchestrationContext context, JobSignals signals, EventWaiter awaited, TimeSpan patience)
    {
        using var timer = new CancellationTokenSource();
        await Task.WhenAny(awaited.Task, signals.Any, context.CreateTimer(patience, timer.Token));
        timer.Cancel();
        var hasChanged = signals.Follow();

        // A job that was left to run when its search paused is waited for afterwards as before.
        return awaited.HasCome || signals.Stop.IsCompleted || signals.IsFinishAsked || !hasChanged || signals.IsPaused;
    }
}
