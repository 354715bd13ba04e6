namespace Serverless.Learning.Datasets;

/// <summary>Lists the files below a folder.</summary>
static class FolderFiles
{
    /// <summary>
    /// The largest number of files that is accepted: a folder that was named by mistake, such as a disk's root, would be read for hours.
    /// </summary>
    public const int Most = 1_000_000;

    /// <summary>
    /// Returns the paths of the files relative to the folder, with parts joined by <c>/</c>, in ordinal order; links are not followed.
    /// </summary>
    /// <exception cref="DatasetException">There are more than <see cref="Most"/> files.</exception>
    public static IReadOnlyList<string> Of(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };
        var names = Directory.EnumerateFiles(folder, "*", options).Take(Most + 1)
            .Select(file => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/')).Order(StringComparer.Ordinal).ToList();
        return names.Count <= Most ? names : throw new DatasetException(folder, $"it holds more than {Most} files.");
    }
}
