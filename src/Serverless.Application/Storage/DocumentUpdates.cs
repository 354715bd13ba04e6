using System.Text.Json.Serialization.Metadata;

namespace Serverless.Application.Storage;

/// <summary>Changes blobs that others may change at the same time: reads, decides, writes conditionally, and repeats after a conflict.</summary>
public static class DocumentUpdates
{
    /// <summary>The number of conflicts after which a change is given up: more than all writers of one blob cause together.</summary>
    public const int MaximumConflicts = 20;

    /// <summary>Changes a document that must exist.</summary>
    /// <param name="store">The store of the document.</param>
    /// <param name="path">The blob of the document.</param>
    /// <param name="change">A pure function that returns the changed document, or null when nothing is to be changed.</param>
    /// <param name="type">The serialization of the document.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>The document as it is now.</returns>
    /// <exception cref="DocumentException">The blob is missing or not a well-formed document.</exception>
    /// <exception cref="StorageException">Others changed the document <see cref="MaximumConflicts"/> times in the meantime.</exception>
    public static async Task<T> UpdateAsync<T>(
        this IDocumentStore store, BlobPath path, Func<T, T?> change, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(change);
        return await UpdateAsync(path, async () =>
        {
            var read = await store.ReadAsync(path, type, cancellation);
            return change(read.Value) is not { } changed ? read.Value
                : await store.TryReplaceAsync(path, changed, read.Version, type, cancellation) ? changed
                : null;
        });
    }

    /// <summary>Tries a conditional write until it succeeds.</summary>
    /// <param name="path">The blob.</param>
    /// <param name="tryChange">Reads, decides and writes; returns null after a conflict, otherwise the result.</param>
    /// <exception cref="StorageException">There were <see cref="MaximumConflicts"/> conflicts.</exception>
    public static async Task<T> UpdateAsync<T>(BlobPath path, Func<Task<T?>> tryChange)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(tryChange);
        for (var conflicts = 0; conflicts < MaximumConflicts; conflicts++)
        {
            if (await tryChange() is { } outcome)
            {
                return outcome;
            }
        }

        throw new StorageException($"Blob '{path}' was changed by others {MaximumConflicts} times while this process tried to change it.");
    }
}
