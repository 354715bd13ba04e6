namespace Serverless.Application.Storage;

/// <summary>The storage service did not answer in time, or refused; the data are as they were, and the call may be made again.</summary>
public sealed class StorageException : Exception
{
    public StorageException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
