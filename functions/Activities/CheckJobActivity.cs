using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Domain;
using Serverless.Domain.Jobs;
using Serverless.Domain.Storage;
using Serverless.Functions.Logging;

namespace Serverless.Functions.Activities;

/// <summary>Finds out where a job stands.</summary>
/// <remarks>
/// A job without a result is lost only if no worker holds it and its queue has no message at all: as long as others' work waits there,
/// this one's may too. So a queue that is long, or without any worker, costs no attempts.
/// </remarks>
public sealed class CheckJobActivity(IDocumentStore store, IJobClaims claims, IJobQueue queue, ILogger<CheckJobActivity> logger)
{
    /// <summary>Answers go through the orchestrations' histories; the whole error is in the result.</summary>
    const int LongestError = 1_000;

    [Function(FunctionNames.CheckJob)]
    public async Task<JobAnswer> RunAsync([ActivityTrigger] string jobId, CancellationToken cancellation)
    {
        if (await FindResultAsync(jobId, cancellation) is { } answer)
        {
            return answer;
        }

        var job = await store.FindAsync(BlobPaths.Job(jobId), DomainJson.Default.Job, cancellation);
        if (await claims.IsHeldAsync(jobId, cancellation) || await queue.CountAsync(job?.Value.Device, cancellation) > 0)
        {
            return new JobAnswer(JobStatus.Open);
        }

        // It may have ended between the first look and the others.
        if (await FindResultAsync(jobId, cancellation) is { } late)
        {
            return late;
        }

        logger.JobLost(jobId);
        return new JobAnswer(JobStatus.Lost, Error: $"Job {jobId} got lost: it has no result, no worker holds it, and the queue is empty.");
    }

    async Task<JobAnswer?> FindResultAsync(string jobId, CancellationToken cancellation)
    {
        if (await store.FindAsync(BlobPaths.JobResult(jobId), DomainJson.Default.JobResult, cancellation) is not { Value: var result })
        {
            return null;
        }

        if (result.Outcome == JobOutcome.Completed)
        {
            return new JobAnswer(JobStatus.Completed, result.ModelBlob);
        }

        var error = result.Error ?? "The worker gave no reason.";
        error = error.Length > LongestError ? error[..LongestError] : error;
        logger.JobFailed(jobId, error);
        return new JobAnswer(JobStatus.Failed, Error: error, IsFinal: result.IsFinal);
    }
}
