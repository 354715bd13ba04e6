namespace Serverless.Domain.Jobs;

/// <summary>A message of the queue <c>jobs</c>.</summary>
/// <param name="JobId">The job to take.</param>
public sealed record JobMessage(string JobId)
{
    public int SchemaVersion { get; init; } = 1;
}
