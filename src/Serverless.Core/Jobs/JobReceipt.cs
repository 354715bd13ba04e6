namespace Serverless.Core.Jobs;

/// <summary>What takes a queued message back before a worker has it; kept as <c>jobs/{jobId}/receipt.json</c>.</summary>
public sealed record JobReceipt(string JobId, string MessageId, string PopReceipt)
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>As in <see cref="JobMessage"/>: tells the queue that it is in.</value>
    public string? Device { get; init; }
}

/// <summary>A message of the queue <c>jobs</c>, or of a device's queue.</summary>
/// <param name="JobId">The job to take.</param>
public sealed record JobMessage(string JobId)
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>Of a <see cref="JobKind.Measure"/>: the device, whose queue it goes to; null for all other jobs.</value>
    public string? Device { get; init; }

    /// <value>The search that waits; null when none does. For those who look at the queue: workers take it from the job.</value>
    public string? SearchId { get; init; }
}
