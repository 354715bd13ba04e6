using System.Text.Json.Serialization.Metadata;

namespace Serverless.Application.Storage;

/// <summary>Reads blobs that can be larger than <see cref="IDocumentStore.MaximumBytes"/>, such as the networks of large architectures and the
/// archives of long searches.</summary>
public static class LargeDocuments
{
    const int AtOnce = 32 * 1024 * 1024;

    /// <summary>Reads a document that never changes and must exist, part by part.</summary>
    /// <param name="store">The store of the document.</param>
    /// <param name="path">The blob.</param>
    /// <param name="type">The type of the document.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <param name="most">The size of a part, in bytes.</param>
    /// <exception cref="DocumentException">The blob is missing, larger than an array can be, or not a well-formed document.</exception>
    public static async Task<T> ReadLargeAsync<T>(
        this IDocumentStore store, BlobPath path, JsonTypeInfo<T> type, CancellationToken cancellation, int most = AtOnce) =>
        DocumentJson.Parse(path, await store.FindLargeAsync(path, cancellation, most) ?? throw DocumentJson.Missing(path), type);

    /// <summary>Reads a blob that never changes, part by part; returns null when it does not exist.</summary>
    /// <param name="store">The store of the blob.</param>
    /// <param name="path">The blob.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <param name="most">The size of a part, in bytes.</param>
    /// <exception cref="DocumentException">The blob is larger than an array can be, or has changed since the reading began.</exception>
    public static async Task<byte[]?> FindLargeAsync(this IDocumentStore store, BlobPath path, CancellationToken cancellation, int most = AtOnce)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (await store.FindRangeAsync(path, 0, most, cancellation) is not { } first)
        {
            return null;
        }

        if (first.Length == first.Content.Length)
        {
            return first.Content;
        }

        if (first.Length > Array.MaxLength)
        {
            throw new DocumentException(path, $"has {first.Length} bytes, more than the {Array.MaxLength} that can be read.");
        }

        var content = new byte[first.Length];
        first.Content.CopyTo(content, 0);
        for (var start = first.Content.Length; start < content.Length;)
        {
            var part = await store.FindRangeAsync(path, start, most, cancellation);
            if (part is null || part.Length != content.Length || part.Content.Length == 0)
            {
                throw new DocumentException(path, "was replaced or deleted while it was read. Restore it from a copy.");
            }

            part.Content.CopyTo(content, start);
            start += part.Content.Length;
        }

        return content;
    }
}
