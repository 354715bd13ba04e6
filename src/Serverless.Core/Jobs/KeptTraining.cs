namespace Serverless.Core.Jobs;

/// <summary>A completed training, kept for every search that asks for the same at <c>BlobPaths.Training</c>.</summary>
/// <param name="SearchId">The search that it was done for, and that it counts for.</param>
/// <param name="Result">What came out of it.</param>
public sealed record KeptTraining(string SearchId, JobResult Result)
{
    public int SchemaVersion { get; init; } = 1;
}
