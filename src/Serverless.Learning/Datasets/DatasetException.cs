namespace Serverless.Learning.Datasets;

/// <summary>A dataset is not there, or a file of it is not what it should be.</summary>
public sealed class DatasetException : Exception
{
    /// <param name="path">The file or folder.</param>
    /// <param name="reason">What is wrong with it, as a sentence.</param>
    /// <param name="innerException">What the system said, if it said anything.</param>
    public DatasetException(string path, string reason, Exception? innerException = null)
        : base($"{path}: {reason}", innerException) => Path = path;

    /// <value>The file or folder.</value>
    public string Path { get; }

    /// <value>Whether it is not there, on this machine; otherwise it is there, and wrong.</value>
    public bool IsMissing { get; init; }

    /// <summary>A file that the system does not let be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fault">What the system said.</param>
    public static DatasetException Unreadable(string path, Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return fault is FileNotFoundException or DirectoryNotFoundException
            ? new DatasetException(path, "there is no such file.", fault) { IsMissing = true }
            : new DatasetException(path, $"the file cannot be read: {fault.Message}", fault);
    }
}
