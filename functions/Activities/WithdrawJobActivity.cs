using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Domain;
using Serverless.Domain.Jobs;
using Serverless.Domain.Storage;
using Serverless.Functions.Logging;

namespace Serverless.Functions.Activities;

/// <summary>Takes a job back: out of the queue if it is there still, and from the worker if one has it.</summary>
public sealed class WithdrawJobActivity(IDocumentStore store, IJobQueue queue, ILogger<WithdrawJobActivity> logger)
{
    [Function(FunctionNames.WithdrawJob)]
    public async Task RunAsync([ActivityTrigger] WithdrawJobInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);

        // First the mark, so that a worker that takes the message at this moment sees it.
        await store.TryCreateAsync(
            BlobPaths.JobWithdrawal(input.JobId), new JobWithdrawal(input.Reason), DomainJson.Default.JobWithdrawal, cancellation);
        var receipt = await store.FindAsync(BlobPaths.JobReceipt(input.JobId), DomainJson.Default.JobReceipt, cancellation);
        var isTakenBack = receipt is not null && await queue.WithdrawAsync(receipt.Value, cancellation);
        logger.JobWithdrawn(input.JobId, input.Reason, isTakenBack);
    }
}
