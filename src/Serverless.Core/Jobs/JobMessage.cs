namespace Serverless.Core.Jobs;

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
