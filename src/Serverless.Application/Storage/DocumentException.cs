using System.Text.Json;

namespace Serverless.Application.Storage;

/// <summary>A blob is missing, or does not hold what it should; the message names it and says what to do.</summary>
public sealed class DocumentException : Exception
{
    public DocumentException(BlobPath path, string reason, Exception? innerException = null)
        : base($"Blob '{path}' {reason}", innerException) => Path = path;

    /// <summary>A blob that does not hold the JSON of what it should.</summary>
    /// <param name="path">The blob.</param>
    /// <param name="reason">What it holds instead; the place of the fault is added.</param>
    /// <param name="malformed">Tells the place. Its message, which is the serialiser's own, is for logs alone.</param>
    /// <param name="remedy">A sentence; empty for none.</param>
    public static DocumentException Malformed(BlobPath path, string reason, JsonException malformed, string remedy = "")
    {
        ArgumentNullException.ThrowIfNull(malformed);
        var place = malformed.LineNumber is { } line
            ? FormattableString.Invariant($" The fault is in line {line + 1} at byte {malformed.BytePositionInLine + 1}.")
            : "";
        return new DocumentException(path, $"{reason}.{place} {remedy}".TrimEnd(), malformed);
    }

    /// <value>The blob.</value>
    public BlobPath Path { get; }
}
