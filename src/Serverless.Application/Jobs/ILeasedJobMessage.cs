using Serverless.Core.Jobs;

namespace Serverless.Application.Jobs;

/// <summary>A message that nobody else sees while its lease lasts.</summary>
public interface ILeasedJobMessage
{
    /// <value>The message; null when its body is malformed (see <see cref="Body"/>).</value>
    JobMessage? Message { get; }

    /// <value>The body as it came.</value>
    string Body { get; }

    /// <value>How often it has been taken, this time included.</value>
    long DequeueCount { get; }

    /// <summary>Extends the lease from now. False: the lease was lost.</summary>
    Task<bool> RenewAsync(TimeSpan lease, CancellationToken cancellation);

    /// <summary>Deletes the message: its work is done.</summary>
    Task CompleteAsync(CancellationToken cancellation);

    /// <summary>Gives the message back, to be seen again after <paramref name="delay"/>.</summary>
    Task ReleaseAsync(TimeSpan delay, CancellationToken cancellation);

    /// <summary>Moves the message to the poison queue with the reason beside it.</summary>
    Task PoisonAsync(string reason, CancellationToken cancellation);
}
