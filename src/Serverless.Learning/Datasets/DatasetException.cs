namespace Serverless.Learning.Datasets;

/// <summary>A dataset is missing, or one of its files is damaged or has the wrong content.</summary>
public sealed class DatasetException : Exception
{
    /// <param name="path">The file or folder.</param>
    /// <param name="reason">What is wrong with it, as a sentence.</param>
    /// <param name="innerException">The system's error, if there is one.</param>
    public DatasetException(string path, string reason, Exception? innerException = null)
        : base($"{path}: {reason}", innerException) => Path = path;

    /// <value>The file or folder.</value>
    public string Path { get; }

    /// <value>Whether the file or folder is missing on this machine; false if it exists but its content is wrong.</value>
    public bool IsMissing { get; init; }

    /// <summary>Creates the exception for a file that cannot be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fault">The system's error.</param>
    public static DatasetException Unreadable(string path, Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return fault is FileNotFoundException or DirectoryNotFoundException
            ? new DatasetException(path, "there is no such file.", fault) { IsMissing = true }
            : new DatasetException(path, $"the file cannot be read: {fault.Message}", fault);
    }
}
