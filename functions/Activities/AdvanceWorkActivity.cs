using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Application.Jobs;
using Serverless.Application.Leases;
using Serverless.Application.Storage;
using Serverless.Application.Telemetry;
using Serverless.Core;
using Serverless.Core.Generators;
using Serverless.Core.Jobs;
using Serverless.Core.Surrogates;
using Serverless.Functions.Logging;

namespace Serverless.Functions.Activities;

/// <summary>The input of <see cref="AdvanceWorkActivity"/>.</summary>
/// <param name="Work">The work to advance.</param>
/// <param name="InstanceId">The orchestration that waits for the jobs of the work.</param>
/// <param name="Progress">The progress so far; null before the work has begun.</param>
/// <param name="Wish">What the search wants to happen to the work.</param>
public sealed record AdvanceWorkInput(Work Work, string InstanceId, WorkProgress? Progress, WorkWish Wish);

/// <summary>The state of work after one step.</summary>
/// <param name="Progress">The progress after the step.</param>
/// <param name="End">How the work ended; null while a job is open or still to be queued.</param>
public sealed record AdvancedWork(WorkProgress Progress, EvaluationEnd? End);

/// <summary>Advances work by one step: checks the state of its current job, then queues the next job or records the result.</summary>
/// <remarks>
/// The activity is idempotent: when it is stopped anywhere and repeated, it finds the same results, withdrawals and jobs, and a job that is
/// queued twice is in the queue once.
/// </remarks>
public sealed class AdvanceWorkActivity(
    SearchTraces traces,
    JobLook look,
    JobSender sender,
    JobWithdrawals withdrawals,
    OpenJobs open,
    EvaluationPlanner planner,
    EvaluationRecorder recorder,
    IDocumentStore store,
    ILogger<AdvanceWorkActivity> logger)
{
    [Function(FunctionNames.AdvanceWork)]
    public async Task<AdvancedWork> RunAsync([ActivityTrigger] AdvanceWorkInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        int? generation = input.Work.Kind == WorkKind.Evaluation ? input.Work.Generation : null;
        using var span = (await traces.OfAsync(input.Work.SearchId, cancellation)).Start(SpanNames.AdvanceWork, generation);
        var progress = input.Progress ?? await BeginAsync(input, cancellation);
        span?.SetTag(AttributeNames.CandidateId, progress.Candidate?.Id.Value);
        var found = progress.Current is { JobId: { } jobId } step ? await look.AtAsync(jobId, step.Device, step.IsExternal, cancellation) : null;
        var next = WorkSteps.Next(progress, found, input.Wish);
        if (next.Act == WorkAct.Queue && input is { Progress: null, Work.Kind: WorkKind.Evaluation }
            && await recorder.FindEndAsync(input.Work, progress.Candidate!.Id, cancellation) is { } ended)
        {
            // It was started again after it had ended: the outcome stays, and nothing is paid for twice.
            return new AdvancedWork(next.Progress, ended);
        }

        if (next.Withdrawn is { } withdrawn)
        {
            if (found is { Status: JobStatus.Lost } && input.Wish == WorkWish.GoOn)
            {
                logger.JobLost(withdrawn);
            }

            await withdrawals.WithdrawAsync(withdrawn, next.Reason!, cancellation);
            if (progress.Current is { IsExternal: true })
            {
                await open.CloseAsync(withdrawn, cancellation);
            }
        }

        return next.Act switch
        {
            WorkAct.Queue => new AdvancedWork(await QueueAsync(input, next.Progress, cancellation), null),
            WorkAct.Conclude => new AdvancedWork(next.Progress, await ConcludeAsync(input.Work, next.Progress, cancellation)),
            _ => new AdvancedWork(next.Progress, null),
        };
    }

    async Task<WorkProgress> BeginAsync(AdvanceWorkInput input, CancellationToken cancellation) => input.Work.Kind switch
    {
        WorkKind.Evaluation => WorkSteps.Begin(input.Work, await planner.PlanAsync(input.Work, input.InstanceId, cancellation)),
        WorkKind.Test => WorkSteps.Begin(input.Work, JobKind.Test),
        WorkKind.Generator => WorkSteps.Begin(input.Work, JobKind.Generator),
        _ => WorkSteps.Begin(input.Work, JobKind.Fit),
    };

    async Task<WorkProgress> QueueAsync(AdvanceWorkInput input, WorkProgress progress, CancellationToken cancellation)
    {
        var (work, step) = (input.Work, progress.Current!);
        var jobId = await sender.SendAsync(
            new JobOrder(
                work.SearchId,
                input.InstanceId,
                step.Kind,
                progress.Candidate,
                work.Index,
                step.Device,
                step.Kind == JobKind.Measure ? progress.Model : null,
                step.Attempt,
                work.Rung,
                work.Terms.MaximumAttempts,
                work.Surrogate,
                step.IsExternal,
                work.Generator),
            cancellation);
        return progress.With(step with { JobId = jobId });
    }

    async Task<EvaluationEnd> ConcludeAsync(Work work, WorkProgress progress, CancellationToken cancellation)
    {
        if (work.Kind == WorkKind.Evaluation)
        {
            return await recorder.RecordAsync(EvaluationReport.Of(work, progress), cancellation);
        }

        // The worker has already stored the result of a test or of a successful fit.
        if (work is { Kind: WorkKind.Fit, Surrogate: { } surrogate } && progress.Steps[0].End is { Kind: not JobEndKind.Completed } end)
        {
            var failure = new SurrogateFailure(surrogate, end.Error ?? "It was stopped.", end.Attempt);
            await store.TryCreateAsync(BlobPaths.SurrogateFailure(surrogate), failure, CoreJson.Default.SurrogateFailure, cancellation);
            logger.FitGivenUp(surrogate, failure.Error);
        }

        if (work is { Kind: WorkKind.Generator, Generator: { } generator } && progress.Steps[0].End is { Kind: not JobEndKind.Completed } givenUp)
        {
            var failure = new GeneratorFailure(generator, givenUp.Error ?? "It was stopped.", givenUp.Attempt);
            await store.TryCreateAsync(BlobPaths.GeneratorFailure(generator), failure, CoreJson.Default.GeneratorFailure, cancellation);
            logger.GeneratorGivenUp(generator, failure.Error);
        }

        return new EvaluationEnd(work.Index, IsTrained: false);
    }
}
