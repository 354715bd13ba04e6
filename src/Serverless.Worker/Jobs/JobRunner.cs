using Microsoft.Extensions.Logging;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Worker.Accounting;
using Serverless.Worker.Leasing;
using WorkKind = Serverless.Worker.Accounting.WorkKind;

namespace Serverless.Worker.Jobs;

/// <summary>Works on one job that this worker has claimed.</summary>
sealed class JobRunner(
    IEnumerable<IJobHandler> handlers,
    IDocumentStore documents,
    JobResults results,
    StoredTrainings trainings,
    JobAdvance advance,
    WorkClock clock,
    WorkerOptions options,
    ILogger<JobRunner> log)
{
    static readonly TimeSpan KeepTime = TimeSpan.FromSeconds(5);

    readonly Dictionary<JobKind, IJobHandler> _handlers = handlers.ToDictionary(handler => handler.Kind);

    /// <summary>Does the work, stores and announces its result, and completes the message.</summary>
    /// <param name="message">The message of the job.</param>
    /// <param name="job">The job.</param>
    /// <param name="claim">The claim, which is held while this runs; the caller releases it.</param>
    /// <param name="turn">A task that completes when the work may begin; until then only the claim and the message are renewed.</param>
    /// <param name="stopping">The token that is cancelled when the process is asked to stop.</param>
    /// <param name="grace">The token that is cancelled some time after <paramref name="stopping"/>: the time to store what is finished.</param>
    /// <exception cref="OperationCanceledException">The process was asked to stop before the work was finished.</exception>
    public async Task RunAsync(
        ILeasedJobMessage message, Job job, IJobClaim claim, Task turn, CancellationToken stopping, CancellationToken grace)
    {
        log.Begun(job.Id, job.Kind, job.Candidate?.Value ?? job.Surrogate ?? job.Generator ?? "", job.Attempt, message.DequeueCount);
        var before = clock.Read();
        advance.Begin(claim);
        using var span = JobSpan.Start(job);
        await using var keeper = LeaseRenewer.Start(message, job.Id, claim, documents, options.Lease, log, stopping);
        if (await WorkAsync(job, turn, keeper, before) is not { } result)
        {
            await keeper.StopAsync();
            await GiveUpAsync(message, job, keeper, stopping, grace);
            return;
        }

        span.End(job.Kind, result);
        if (result.Outcome == JobOutcome.Completed && job.Kind == JobKind.Train)
        {
            // Stored before the result: once the result exists, nothing would come back to store the training for other searches.
            await trainings.GetOrCreateAsync(job, result, grace);
        }

        await results.WriteAsync(result, grace);
        await results.AnnounceAsync(job, grace);
        await keeper.StopAsync();
        await message.CompleteAsync(grace);
        clock.CountJob();
        Log(job, result, before);
        if (result.Outcome == JobOutcome.Completed || result.IsFinal)
        {
            await _handlers[job.Kind].RemoveUnfinishedAsync(job, grace);
        }
    }

    /// <summary>Does the work; returns null when it was cut short.</summary>
    async Task<JobResult?> WorkAsync(Job job, Task turn, LeaseRenewer keeper, WorkSplit before)
    {
        try
        {
            await turn.WaitAsync(keeper.Work);

            // Training is pure computation, so it runs on a thread of its own.
            var output = await Task.Run(() => _handlers[job.Kind].RunAsync(job, keeper.Work), CancellationToken.None);
            return Completed(job, output);
        }
        catch (Exception) when (keeper.Work.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure) when (!keeper.Work.IsCancellationRequested)
        {
            log.WorkFailed(job.Id, failure);
            var (error, isFinal, isShared) = JobFailure.Of(failure, job.Attempt);
            return new JobResult
            {
                JobId = job.Id,
                Outcome = JobOutcome.Failed,
                Seconds = _handlers[job.Kind].Device is null ? 0 : clock.Read().TrainingSeconds - before.TrainingSeconds,
                RanOn = _handlers[job.Kind].Device,
                Worker = options.Name,
                Error = error,
                IsFinal = isFinal,
                IsShared = isShared && job.Kind == JobKind.Train,
            };
        }
        finally
        {
            clock.Switch(WorkKind.Other);
        }
    }

    async Task GiveUpAsync(ILeasedJobMessage message, Job job, LeaseRenewer keeper, CancellationToken stopping, CancellationToken grace)
    {
        if (keeper.IsWithdrawn)
        {
            log.Withdrawn(job.Id);
            await message.CompleteAsync(grace);
        }
        else if (keeper.IsLost)
        {
            log.ClaimLost(job.Id);
        }
        else
        {
            // Some of the grace period is left for releasing the job.
            using var keeping = CancellationTokenSource.CreateLinkedTokenSource(grace);
            keeping.CancelAfter(KeepTime);
            await _handlers[job.Kind].KeepUnfinishedAsync(job, keeping.Token);
            throw new OperationCanceledException(stopping);
        }
    }

    JobResult Completed(Job job, JobOutput output) => new()
    {
        JobId = job.Id,
        Outcome = JobOutcome.Completed,
        // JSON has no NaN: the loss of a training that diverged is left out, since the accuracy says enough.
        Metrics = output.Metrics.Where(metric => double.IsFinite(metric.Value)).ToDictionary(),
        ModelBlob = output.ModelBlob,
        Seconds = output.Seconds,
        RanOn = output.RanOn,
        Worker = options.Name,
    };

    void Log(Job job, JobResult result, WorkSplit before)
    {
        var now = clock.Read();
        log.Ended(
            job.Id,
            job.Kind,
            result.Outcome,
            string.Join(", ", result.Metrics.Select(metric => FormattableString.Invariant($"{metric.Key} {metric.Value:G6}"))),
            now.TrainingSeconds - before.TrainingSeconds,
            now.MeasuringSeconds - before.MeasuringSeconds,
            now.TestingSeconds - before.TestingSeconds,
            now.OtherSeconds - before.OtherSeconds);
    }
}
