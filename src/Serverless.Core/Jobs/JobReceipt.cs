namespace Serverless.Core.Jobs;

/// <summary>What takes a queued message back before a worker has it; kept as <c>jobs/{jobId}/receipt.json</c>.</summary>
public sealed record JobReceipt(string JobId, string MessageId, string PopReceipt)
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>As in <see cref="JobMessage"/>: tells the queue that it is in.</value>
    public string? Device { get; init; }
}
