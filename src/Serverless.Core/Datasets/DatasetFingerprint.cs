namespace Serverless.Core.Datasets;

/// <summary>What the files of a search's own dataset were when a worker first read them: <c>{id}/dataset.json</c>.</summary>
/// <remarks>A worker that finds others fails its job, so that one search is never trained on two datasets.</remarks>
public sealed record DatasetFingerprint
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>The dataset's name.</value>
    public required string Dataset { get; init; }

    /// <value>Every file, training before test, with its sum.</value>
    public required IReadOnlyList<DatasetFile> Files { get; init; }
}
