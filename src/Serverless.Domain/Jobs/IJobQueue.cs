namespace Serverless.Domain.Jobs;

/// <summary>The queues of jobs: measurements in one, all else in the other.</summary>
public interface IJobQueue
{
    /// <summary>Offers a job to any worker.</summary>
    Task<JobReceipt> EnqueueAsync(JobMessage message, CancellationToken cancellation);

    /// <summary>Takes a message back. False: a worker already has it, or it is gone.</summary>
    Task<bool> WithdrawAsync(JobReceipt receipt, CancellationToken cancellation);

    /// <summary>Takes the next message by lease, measurements before all else; null when there is none.</summary>
    /// <remarks>A training that was paid for is worth nothing before it is measured: it shall not wait for others' trainings.</remarks>
    /// <param name="lease">How long nobody else sees it.</param>
    /// <param name="takesMeasurements">False passes measurements over.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<ILeasedJobMessage?> ReceiveAsync(TimeSpan lease, bool takesMeasurements, CancellationToken cancellation);

    /// <summary>Takes the next measurement by lease; null when there is none. For device agents, which do nothing else.</summary>
    Task<ILeasedJobMessage?> ReceiveMeasurementAsync(TimeSpan lease, CancellationToken cancellation);

    /// <summary>About how many messages are there, measurements and leased ones included.</summary>
    Task<int> CountAsync(CancellationToken cancellation);
}
