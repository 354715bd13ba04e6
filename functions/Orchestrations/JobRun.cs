using Microsoft.DurableTask;
using Serverless.Functions.Activities;

namespace Serverless.Functions.Orchestrations;

/// <summary>Has one job done by a worker: queues it, waits for the answer, tries again.</summary>
static class JobRun
{
    /// <summary>Returns when the job has a result, was given up, or the search ends. While the search is paused nothing is queued.</summary>
    public static async Task<JobEnd> RunAsync(TaskOrchestrationContext context, JobSignals signals, JobOrder order, JobTerms terms)
    {
        string? error = null;

        // A job that was taken back before a worker took it needs another id, but has used no attempt up.
        var parked = 0;
        for (var attempt = order.Attempt; attempt < order.Attempt + terms.MaximumAttempts + parked; attempt++)
        {
            await signals.RunningAsync();
            if (signals.Stop.IsCompleted)
            {
                return new JobEnd(JobEndKind.Stopped, attempt - 1, Error: "The search ended first.");
            }

            var jobId = await context.CallActivityAsync<string>(
                FunctionNames.QueueJob, order with { Attempt = attempt, MaximumAttempts = terms.MaximumAttempts }, ActivityRetries.Options);
            var answer = await WaitAsync(context, signals, jobId, terms.Patience);
            if (answer.Status == JobStatus.Completed)
            {
                return new JobEnd(JobEndKind.Completed, attempt, answer.ModelBlob);
            }

            if (answer.Status is JobStatus.Withdrawn)
            {
                return new JobEnd(JobEndKind.Stopped, attempt, Error: "The search ended first.");
            }

            if (answer.Status is JobStatus.Parked)
            {
                parked++;
                continue;
            }

            if (answer.IsFinal)
            {
                return new JobEnd(JobEndKind.GaveUp, attempt, Error: answer.Error);
            }

            error = answer.Error;
        }

        return new JobEnd(JobEndKind.GaveUp, order.Attempt - 1 + terms.MaximumAttempts + parked, Error: error);
    }

    // The event only wakes; whether there is a result is told by the result's blob, so that an event that was lost, repeated or forged
    // does no harm. One waiter stays outstanding over all rounds: a second one would take the event from it, or lose it.
    static async Task<JobAnswer> WaitAsync(TaskOrchestrationContext context, JobSignals signals, string jobId, TimeSpan patience)
    {
        var woken = context.WaitForExternalEvent<object>(jobId);
        while (true)
        {
            using var timer = new CancellationTokenSource();
            await Task.WhenAny(woken, signals.Stop, signals.Changed, context.CreateTimer(patience, timer.Token));
            timer.Cancel();
            if (signals.Stop.IsCompleted && !woken.IsCompleted)
            {
                return await WithdrawAsync(context, jobId, "The search ended first.");
            }

            if (signals.Follow() && !woken.IsCompleted)
            {
                var parking = signals.IsPaused
                    ? await context.CallActivityAsync<JobAnswer>(FunctionNames.ParkJob, jobId, ActivityRetries.Options)
                    : null;
                if (parking?.Status == JobStatus.Parked)
                {
                    return parking;
                }

                continue;
            }

            var answer = await context.CallActivityAsync<JobAnswer>(FunctionNames.CheckJob, jobId, ActivityRetries.Options);
            switch (answer.Status)
            {
                case JobStatus.Completed or JobStatus.Failed:
                    return answer;
                case JobStatus.Lost:
                    await WithdrawAsync(context, jobId, "It got lost; another attempt takes its place.");
                    return answer;
                default:
                    woken = woken.IsCompleted ? context.WaitForExternalEvent<object>(jobId) : woken;
                    break;
            }
        }
    }

    static async Task<JobAnswer> WithdrawAsync(TaskOrchestrationContext context, string jobId, string reason)
    {
        await context.CallActivityAsync(FunctionNames.WithdrawJob, new WithdrawJobInput(jobId, reason), ActivityRetries.Options);
        return new JobAnswer(JobStatus.Withdrawn);
    }
}
