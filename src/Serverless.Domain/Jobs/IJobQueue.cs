namespace Serverless.Domain.Jobs;

/// <summary>The queue <c>jobs</c>.</summary>
public interface IJobQueue
{
    /// <summary>Offers a job to any worker.</summary>
    Task<JobReceipt> EnqueueAsync(JobMessage message, CancellationToken cancellation);

    /// <summary>Takes a message back. False: a worker already has it, or it is gone.</summary>
    Task<bool> WithdrawAsync(JobReceipt receipt, CancellationToken cancellation);

    /// <summary>Takes the next message by lease; null when there is none.</summary>
    Task<ILeasedJobMessage?> ReceiveAsync(TimeSpan lease, CancellationToken cancellation);

    /// <summary>About how many messages are there, leased ones included.</summary>
    Task<int> CountAsync(CancellationToken cancellation);
}
