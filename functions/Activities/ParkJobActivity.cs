using Microsoft.Azure.Functions.Worker;
using Serverless.Domain.Jobs;
using Serverless.Domain.Storage;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Activities;

/// <summary>Takes a job back that no worker has begun, since its search pauses; one that runs is left to end.</summary>
public sealed class ParkJobActivity(IDocumentStore store, IJobClaims claims, JobWithdrawals withdrawals)
{
    /// <returns><see cref="JobStatus.Parked"/>, or <see cref="JobStatus.Open"/> for a job that runs or has its result.</returns>
    [Function(FunctionNames.ParkJob)]
    public async Task<JobAnswer> RunAsync([ActivityTrigger] string jobId, CancellationToken cancellation)
    {
        if (await claims.IsHeldAsync(jobId, cancellation) || await store.FindVersionAsync(BlobPaths.JobResult(jobId), cancellation) is not null)
        {
            return new JobAnswer(JobStatus.Open);
        }

        await withdrawals.WithdrawAsync(jobId, "The search pauses; it is asked for again later.", cancellation);
        return new JobAnswer(JobStatus.Parked);
    }
}
