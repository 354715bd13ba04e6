namespace Serverless.Core.Jobs;

/// <summary>
/// The receipt with which a queued message can be taken back before a worker receives it; stored as <c>jobs/{jobId}/receipt.json</c>.
/// </summary>
public sealed record JobReceipt(string JobId, string MessageId, string PopReceipt)
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>The device, as in <see cref="JobMessage"/>: it identifies the queue that holds the message.</value>
    public string? Device { get; init; }
}

/// <summary>A message of the queue <c>jobs</c>, or of a device's queue.</summary>
/// <param name="JobId">The job to take.</param>
public sealed record JobMessage(string JobId)
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>For a <see cref="JobKind.Measure"/>: the device to whose queue the message goes; null for all other jobs.</value>
    public string? Device { get; init; }

    /// <value>The search that waits; null when none does. For people who inspect the queue: workers read it from the job.</value>
    public string? SearchId { get; init; }
}
