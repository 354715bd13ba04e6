using Microsoft.Extensions.Logging;
using Serverless.Application.Logging;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;

namespace Serverless.Application.Jobs;

/// <summary>Withdraws jobs: removes those still in the queue, and takes the others from the workers that have them.</summary>
public sealed class JobWithdrawals(IDocumentStore store, IJobQueue queue, ILogger<JobWithdrawals> logger)
{
    /// <summary>Withdraws one job; repeating the call changes nothing.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="reason">The reason, for users.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public async Task WithdrawAsync(string jobId, string reason, CancellationToken cancellation)
    {
        // The withdrawal is written first, so that a worker that takes the message at this moment sees it.
        await store.TryCreateAsync(BlobPaths.JobWithdrawal(jobId), new JobWithdrawal(reason), CoreJson.Default.JobWithdrawal, cancellation);
        var receipt = await store.FindAsync(BlobPaths.JobReceipt(jobId), CoreJson.Default.JobReceipt, cancellation);
        var isTakenBack = receipt is not null && await queue.WithdrawAsync(receipt.Value, cancellation);
        logger.JobWithdrawn(jobId, reason, isTakenBack);
    }
}
