using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Serverless.Application.Storage;

/// <summary>Parses documents that can be corrupt.</summary>
public static class DocumentJson
{
    const string Remedy = "Restore it from a copy, or delete it.";

    /// <summary>Parses a document.</summary>
    /// <exception cref="DocumentException">The content is not a well-formed document; the message names the blob.</exception>
    public static T Parse<T>(BlobPath path, byte[] content, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(content, type)
                ?? throw new DocumentException(path, $"holds null instead of a {typeof(T).Name}. {Remedy}");
        }
        catch (JsonException malformed)
        {
            throw DocumentException.Malformed(path, $"is not a well-formed {typeof(T).Name}", malformed, Remedy);
        }
    }

    /// <summary>Returns the exception for a blob that has to exist and does not.</summary>
    public static DocumentException Missing(BlobPath path) =>
        new(path, "does not exist: it was deleted, or never written. Restore it from a copy, or start again.");
}
