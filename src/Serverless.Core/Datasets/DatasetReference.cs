namespace Serverless.Core.Datasets;

/// <summary>A file that was added to the container <c>datasets</c>, as requests refer to it in <c>source.training</c> and <c>source.test</c>.</summary>
public sealed record DatasetReference
{
    /// <value>The name in the container.</value>
    public required string Blob { get; init; }

    /// <value>The file's SHA-256, 64 lower-case hexadecimal digits.</value>
    public required string Sha256 { get; init; }
}
