using System.Text.Json.Serialization.Metadata;

namespace Serverless.Application.Storage;

/// <summary>Changes of blobs that others may change at the same time: read, decide, write on a condition, and again after a conflict.</summary>
public static class DocumentUpdates
{
    /// <summary>Conflicts after which a change is given up: more than all writers of one blob cause together.</summary>
    public const int MaximumConflicts = 20;

    /// <summary>Changes a document that must be there.</summary>
    /// <param name="store">Where it is.</param>
    /// <param name="path">Its blob.</param>
    /// <param name="change">Pure; gives null when nothing is to be changed.</param>
    /// <param name="type">How it is written.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The document as it is now.</returns>
    /// <exception cref="DocumentException">The blob is missing or not a well-formed document.</exception>
    /// <exception cref="StorageException">Others changed it <see cref="MaximumConflicts"/> times meanwhile.</exception>
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

    /// <summary>Tries a conditional write until it is done.</summary>
    /// <param name="path">The blob.</param>
    /// <param name="tryChange">Reads, decides and writes; gives null after a conflict, else what came of it.</param>
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

        throw new StorageException($"Blob '{path}' was changed by others {MaximumConflicts} times while it was to be changed here.");
    }
}
