using Serverless.Core.Jobs;

namespace Serverless.Application.Jobs;

/// <summary>The queues of jobs: one for the measurements of each device, and one for all else.</summary>
/// <remarks>So nobody has to look at what only another device can do, however much of it waits.</remarks>
public interface IJobQueue
{
    /// <value>How many messages one look sees: the service's limit.</value>
    const int MostPeeked = 32;

    /// <summary>Offers a job to any worker.</summary>
    Task<JobReceipt> EnqueueAsync(JobMessage message, CancellationToken cancellation);

    /// <summary>Takes a message back. False: a worker already has it, or it is gone.</summary>
    Task<bool> WithdrawAsync(JobReceipt receipt, CancellationToken cancellation);

    /// <summary>Takes the next message by lease, measurements before all else; null when there is none.</summary>
    /// <remarks>A training that was paid for is worth nothing before it is measured: it shall not wait for others' trainings.</remarks>
    /// <param name="lease">How long nobody else sees it.</param>
    /// <param name="devices">Whose measurements to take, by valid ids; none passes them over.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<ILeasedJobMessage?> ReceiveAsync(TimeSpan lease, IReadOnlyList<string> devices, CancellationToken cancellation);

    /// <summary>Takes the next measurement by lease; null when there is none. For device agents, which do nothing else.</summary>
    Task<ILeasedJobMessage?> ReceiveMeasurementAsync(TimeSpan lease, IReadOnlyList<string> devices, CancellationToken cancellation);

    /// <summary>About how many messages are in a queue, leased ones included.</summary>
    /// <param name="device">The device whose measurements to count; null for all other jobs.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<int> CountAsync(string? device, CancellationToken cancellation);

    /// <summary>Looks at the oldest messages that no worker has, at most <see cref="MostPeeked"/>; takes none.</summary>
    /// <param name="device">The device whose measurements to look at; null for all other jobs.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<IReadOnlyList<QueuedJob>> PeekAsync(string? device, CancellationToken cancellation);
}
