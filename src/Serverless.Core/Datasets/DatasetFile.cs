using System.Text.RegularExpressions;

namespace Serverless.Core.Datasets;

/// <summary>A file of a dataset: on the disk of workers, or in storage.</summary>
public sealed partial record DatasetFile
{
    /// <summary>What places look like, for people.</summary>
    public const string PlaceRule = "Names of at most 100 letters, digits, '.', '_' and '-', none of them '.' or '..', joined by '/'.";

    /// <value>Below the worker's folder of datasets; null when the file is in storage.</value>
    public string? Path { get; init; }

    /// <value>The name in the container <c>datasets</c>; null when the file is on disk.</value>
    public string? Blob { get; init; }

    /// <value>Of images: the folder in the container <c>datasets</c> below which each is a blob of its own; null when they are elsewhere.</value>
    public string? BlobFolder { get; init; }

    /// <value>What the file's SHA-256 has to be, 64 lower-case hexadecimal digits; null when that is not known.</value>
    public string? Sha256 { get; init; }

    /// <value>Where it is, for people and as a key.</value>
    internal string Place => Path is { } path ? $"path {path}" : BlobFolder is { } folder ? $"blobs below {folder}" : $"blob {Blob}";

    /// <summary>Whether a text can be a path or a blob's name: it cannot lead out of where it is looked up.</summary>
    public static bool IsPlace(string text) => Places().IsMatch(text) && !text.Split('/').Any(part => part is "." or "..");

    /// <summary>Whether a text can be a SHA-256.</summary>
    public static bool IsSha256(string text) => Sums().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,100}(/[A-Za-z0-9._-]{1,100}){0,9}\z")]
    private static partial Regex Places();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Sums();
}

/// <summary>A file that was added to the container <c>datasets</c>, as requests refer to it in <c>source.training</c> and <c>source.test</c>.</summary>
public sealed record DatasetReference
{
    /// <value>The name in the container.</value>
    public required string Blob { get; init; }

    /// <value>The file's SHA-256, 64 lower-case hexadecimal digits.</value>
    public required string Sha256 { get; init; }
}

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
