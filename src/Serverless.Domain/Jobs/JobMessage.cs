namespace Serverless.Domain.Jobs;

/// <summary>A message of the queues <c>jobs</c> and <c>jobs-measure</c>.</summary>
/// <param name="JobId">The job to take.</param>
public sealed record JobMessage(string JobId)
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>Whether the job is a <see cref="JobKind.Measure"/>: short, and all that a trained candidate still lacks, so it goes first.</value>
    public bool IsMeasurement { get; init; }
}
