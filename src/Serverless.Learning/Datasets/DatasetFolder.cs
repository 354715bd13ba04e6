namespace Serverless.Learning.Datasets;

/// <summary>Locates the folders in which a machine keeps its datasets.</summary>
public static class DatasetFolder
{
    /// <summary>The environment variable that names a folder of datasets, which is searched before Debian's.</summary>
    public const string Variable = "SERVERLESS_DATASETS";

    const string Debian = "/usr/share/datasets";

    /// <summary>Returns the folders in search order: the user's own folder adds to Debian's, and hides only datasets of the same name.</summary>
    /// <param name="chosen">The user's folder; null or empty for the one that <see cref="Variable"/> names, if any.</param>
    public static IReadOnlyList<string> All(string? chosen)
    {
        var own = chosen is { Length: > 0 } ? chosen : Environment.GetEnvironmentVariable(Variable);
        return own is { Length: > 0 } ? [Path.GetFullPath(own), Debian] : [Debian];
    }

    /// <summary>Returns the path of a file or folder.</summary>
    /// <param name="chosen">The user's folder, as in <see cref="All"/>.</param>
    /// <param name="path">A path relative to one of the folders, or a full path.</param>
    /// <returns>The first path that exists; if none does, the path in the first folder.</returns>
    public static string Find(string? chosen, string path) => Find(All(chosen), path);

    internal static string Find(IReadOnlyList<string> folders, string path)
    {
        var places = folders.Select(folder => Path.GetFullPath(path, folder)).ToList();
        return places.Find(Path.Exists) ?? places[0];
    }
}
