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
}
