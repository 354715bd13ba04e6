namespace Serverless.Learning.Datasets;

/// <summary>The files below a folder.</summary>
static class FolderFiles
{
    /// <summary>More are refused: a folder that was named by mistake, such as a disk's root, would be read for hours.</summary>
    public const int Most = 1_000_000;

    /// <summary>Their paths below the folder, parts joined by <c>/</c>, in ordinal order; links are not followed.</summary>
    /// <exception cref="DatasetException">There are more than <see cref="Most"/>.</exception>
    public static IReadOnlyList<string> Of(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };
        var names = Directory.EnumerateFiles(folder, "*", options).Take(Most + 1)
            .Select(file => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/')).Order(StringComparer.Ordinal).ToList();
        return names.Count <= Most ? names : throw new DatasetException(folder, $"it holds more than {Most} files.");
    }
}
