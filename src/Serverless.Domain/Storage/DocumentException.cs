namespace Serverless.Domain.Storage;

/// <summary>A blob is missing, or does not hold what it should; the message names it and says what to do.</summary>
public sealed class DocumentException : Exception
{
    public DocumentException(BlobPath path, string reason, Exception? innerException = null)
        : base($"Blob '{path}' {reason}", innerException) => Path = path;

    /// <value>The blob.</value>
    public BlobPath Path { get; }
}
