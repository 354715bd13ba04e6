using System.Text.Json;

namespace Serverless.Application.Storage;

/// <summary>The exception for a blob that is missing or has invalid content; the message names the blob and says what to do.</summary>
public sealed class DocumentException : Exception
{
    public DocumentException(BlobPath path, string reason, Exception? innerException = null)
        : base($"Blob '{path}' {reason}", innerException) => Path = path;

    /// <summary>Creates the exception for a blob that does not contain the expected JSON.</summary>
    /// <param name="path">The blob.</param>
    /// <param name="reason">What the blob contains instead; the place of the error is appended.</param>
    /// <param name="malformed">The exception that has the place. Its message, which is the serializer's own, is for logs only.</param>
    /// <param name="remedy">A sentence that says what to do; empty for none.</param>
    public static DocumentException Malformed(BlobPath path, string reason, JsonException malformed, string remedy = "")
    {
        ArgumentNullException.ThrowIfNull(malformed);
        var place = malformed.LineNumber is { } line
            ? FormattableString.Invariant($" The error is in line {line + 1} at byte {malformed.BytePositionInLine + 1}.")
            : "";
        return new DocumentException(path, $"{reason}.{place} {remedy}".TrimEnd(), malformed);
    }

    /// <value>The blob.</value>
    public BlobPath Path { get; }
}
