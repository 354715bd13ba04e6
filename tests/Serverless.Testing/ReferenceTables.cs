using System.IO.Compression;

namespace Serverless.Testing;

/// <summary>Published tables that tests read but the repository does not contain.</summary>
public static class ReferenceTables
{
    /// <summary>The folder: <c>SERVERLESS_DATA</c>, or <c>../shared/data</c> beside the repository.</summary>
    public static string Folder { get; } = Environment.GetEnvironmentVariable("SERVERLESS_DATA")
        ?? Path.GetFullPath(Path.Combine(RepositoryPaths.ArtifactsBin, "..", "..", "..", "shared", "data"));

    /// <summary>Where a table is; null when this machine does not have it.</summary>
    public static string? Find(string name) => File.Exists(Path.Combine(Folder, name)) ? Path.Combine(Folder, name) : null;

    /// <summary>What to say when a test that needs a table is skipped.</summary>
    public static string MissingReason(string name) =>
        $"{name} is not in {Folder}; set SERVERLESS_DATA to the folder that holds the reference tables.";

    /// <summary>Reads a gzipped CSV with a header row and no quoting: one map of column to text per row.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Read(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var header = reader.ReadLine()?.Split(',') ?? throw new InvalidDataException($"{path} is empty.");
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            yield return header.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second);
        }
    }
}
