using Serverless.Core.Jobs;

namespace Serverless.Application.Jobs;

/// <summary>A leased message, which nobody else sees while its lease lasts.</summary>
public interface ILeasedJobMessage
{
    /// <value>The message; null when its body is malformed (see <see cref="Body"/>).</value>
    JobMessage? Message { get; }

    /// <value>The body as it was received.</value>
    string Body { get; }

    /// <value>The number of times that the message has been received, this time included.</value>
    long DequeueCount { get; }

    /// <summary>Extends the lease from now; returns false when it was lost.</summary>
    Task<bool> RenewAsync(TimeSpan lease, CancellationToken cancellation);

    /// <summary>Deletes the message, since its work is done.</summary>
    Task CompleteAsync(CancellationToken cancellation);

    /// <summary>Releases the message, which becomes visible again after <paramref name="delay"/>.</summary>
    Task ReleaseAsync(TimeSpan delay, CancellationToken cancellation);

    /// <summary>Moves the message to the poison queue and stores the reason beside it.</summary>
    Task PoisonAsync(string reason, CancellationToken cancellation);
}
