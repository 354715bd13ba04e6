namespace Serverless.Learning.Datasets;

/// <summary>Where a machine keeps its datasets.</summary>
public static class DatasetFolder
{
    /// <summary>Names a folder of datasets that is looked into before Debian's.</summary>
    public const string Variable = "SERVERLESS_DATASETS";

    const string Debian = "/usr/share/datasets";

    /// <summary>The folders, in the order that they are looked into: one's own adds to Debian's and hides only what has the same name.</summary>
    /// <param name="chosen">When null or empty that of <see cref="Variable"/>, if it names one.</param>
    public static IReadOnlyList<string> All(string? chosen)
    {
        var own = chosen is { Length: > 0 } ? chosen : Environment.GetEnvironmentVariable(Variable);
        return own is { Length: > 0 } ? [Path.GetFullPath(own), Debian] : [Debian];
    }

    /// <summary>Where a file or folder is.</summary>
    /// <param name="chosen">The folder, as <see cref="All"/> takes it.</param>
    /// <param name="path">Below one of the folders, or a full path.</param>
    /// <returns>The first one that is there; where it would be in the first folder when there is none.</returns>
    public static string Find(string? chosen, string path) => Find(All(chosen), path);

    internal static string Find(IReadOnlyList<string> folders, string path)
    {
        var places = folders.Select(folder => Path.GetFullPath(path, folder)).ToList();
        return places.Find(Path.Exists) ?? places[0];
    }
}
