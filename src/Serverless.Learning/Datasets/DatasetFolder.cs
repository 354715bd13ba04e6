namespace Serverless.Learning.Datasets;

/// <summary>Where a machine keeps its datasets.</summary>
public static class DatasetFolder
{
    /// <summary>Names a folder of datasets that is used instead of Debian's.</summary>
    public const string Variable = "SERVERLESS_DATASETS";

    const string Debian = "/usr/share/datasets";

    /// <summary>The folder.</summary>
    /// <param name="chosen">When null that of <see cref="Variable"/>, or else Debian's.</param>
    public static string Of(string? chosen) => chosen ?? Environment.GetEnvironmentVariable(Variable) ?? Debian;

    /// <summary>Where a file is.</summary>
    /// <param name="chosen">The folder, as <see cref="Of"/> takes it.</param>
    /// <param name="path">Below the folder, or a full path.</param>
    public static string Find(string? chosen, string path) => Path.GetFullPath(path, Path.GetFullPath(Of(chosen)));
}
