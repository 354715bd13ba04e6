using Serverless.Core.Jobs;

namespace Serverless.Application.Jobs;

/// <summary>The job queues: one for the measurements of each device, and one for all other jobs.</summary>
/// <remarks>No worker has to read messages that only another device can handle, however many of them wait.</remarks>
public interface IJobQueue
{
    /// <value>The most messages that one peek returns: the limit of the service.</value>
    const int MostPeeked = 32;

    /// <summary>Offers a job to any worker.</summary>
    Task<JobReceipt> EnqueueAsync(JobMessage message, CancellationToken cancellation);

    /// <summary>Removes a message from the queue; returns false when a worker already has it, or it is gone.</summary>
    Task<bool> WithdrawAsync(JobReceipt receipt, CancellationToken cancellation);

    /// <summary>Leases the next message, measurements before all other jobs; null when there is none.</summary>
    /// <remarks>A paid training is worth nothing before it is measured, so its measurement should not wait for other trainings.</remarks>
    /// <param name="lease">The time for which nobody else sees the message.</param>
    /// <param name="devices">The valid ids of the devices whose measurements to take; an empty list skips measurements.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    Task<ILeasedJobMessage?> ReceiveAsync(TimeSpan lease, IReadOnlyList<string> devices, CancellationToken cancellation);

    /// <summary>Leases the next measurement; null when there is none. For device agents, which only measure.</summary>
    Task<ILeasedJobMessage?> ReceiveMeasurementAsync(TimeSpan lease, IReadOnlyList<string> devices, CancellationToken cancellation);

    /// <summary>Returns the approximate number of messages in a queue, leased ones included.</summary>
    /// <param name="device">The device whose measurements to count; null for all other jobs.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    Task<int> CountAsync(string? device, CancellationToken cancellation);

    /// <summary>Returns the oldest messages that no worker has, at most <see cref="MostPeeked"/>, without taking any.</summary>
    /// <param name="device">The device whose measurements to peek at; null for all other jobs.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    Task<IReadOnlyList<QueuedJob>> PeekAsync(string? device, CancellationToken cancellation);
}
