using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Activities;

/// <summary>Takes a job back: out of the queue if it is there still, and from the worker if one has it.</summary>
public sealed class WithdrawJobActivity(JobWithdrawals withdrawals)
{
    [Function(FunctionNames.WithdrawJob)]
    public Task RunAsync([ActivityTrigger] WithdrawJobInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        return withdrawals.WithdrawAsync(input.JobId, input.Reason, cancellation);
    }
}
