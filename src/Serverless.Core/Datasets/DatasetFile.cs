using System.Text.RegularExpressions;

namespace Serverless.Core.Datasets;

/// <summary>A file of a dataset, on the disk of workers or in storage.</summary>
public sealed partial record DatasetFile
{
    /// <summary>The rule for paths and blob names, for people.</summary>
    public const string PlaceRule = "Names of at most 100 letters, digits, '.', '_' and '-', none of them '.' or '..', joined by '/'.";

    /// <value>Path below the worker's datasets folder; null when the file is in storage.</value>
    public string? Path { get; init; }

    /// <value>The name in the container <c>datasets</c>; null when the file is on disk.</value>
    public string? Blob { get; init; }

    /// <value>For images: the folder in the container <c>datasets</c> in which each image is a blob of its own; null when they are elsewhere.</value>
    public string? BlobFolder { get; init; }

    /// <value>The expected SHA-256 of the file, 64 lower-case hexadecimal digits; null when it is not known.</value>
    public string? Sha256 { get; init; }

    /// <value>The location of the file, for people and as a key.</value>
    internal string Place => Path is { } path ? $"path {path}" : BlobFolder is { } folder ? $"blobs below {folder}" : $"blob {Blob}";

    /// <summary>Returns whether a text is a valid path or blob name, which cannot lead out of the folder in which it is looked up.</summary>
    public static bool IsPlace(string text) => Places().IsMatch(text) && !text.Split('/').Any(part => part is "." or "..");

    /// <summary>Returns whether a text is a valid SHA-256.</summary>
    public static bool IsSha256(string text) => Sums().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,100}(/[A-Za-z0-9._-]{1,100}){0,9}\z")]
    private static partial Regex Places();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Sums();
}

/// <summary>
/// A file added to the container <c>datasets</c>, in the form in which requests refer to it in <c>source.training</c> and <c>source.test</c>.
/// </summary>
public sealed record DatasetReference
{
    /// <value>The blob's name in the container.</value>
    public required string Blob { get; init; }

    /// <value>The file's SHA-256, 64 lower-case hexadecimal digits.</value>
    public required string Sha256 { get; init; }
}

/// <summary>The files of a search's own dataset as a worker first read them: <c>{id}/dataset.json</c>.</summary>
/// <remarks>A worker that finds other files fails its job, so that one search is never trained on two datasets.</remarks>
public sealed record DatasetFingerprint
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>The name of the dataset.</value>
    public required string Dataset { get; init; }

    /// <value>All files with their SHA-256, training files before test files.</value>
    public required IReadOnlyList<DatasetFile> Files { get; init; }
}
