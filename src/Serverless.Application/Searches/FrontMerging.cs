using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Fronts;

namespace Serverless.Application.Searches;

/// <summary>Writes the front of a search, generation by generation.</summary>
public sealed class FrontMerging(SearchHistory history, IDocumentStore store)
{
    /// <summary>The front so far; null before the first generation.</summary>
    /// <exception cref="DocumentException">The blob is broken.</exception>
    public async Task<FrontDocument?> FindAsync(string searchId, CancellationToken cancellation) =>
        (await store.FindAsync(BlobPaths.Front(searchId), CoreJson.Default.FrontDocument, cancellation))?.Value;

    /// <summary>Merges a generation; one that is merged already stays.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">From 0.</param>
    /// <param name="merge">The front so far, null before the first generation, to the front with it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="DocumentException">The blob is missing or broken, or not the front after the generations before.</exception>
    public Task<FrontDocument> MergeAsync(string searchId, int generation, Func<FrontDocument?, MergedFront> merge, CancellationToken cancellation) =>

        // Another run of the same activity may be faster: then the next try finds that it has written the same.
        DocumentUpdates.UpdateAsync(BlobPaths.Front(searchId), () => TryMergeAsync(searchId, generation, merge, cancellation));

    /// <returns>The front as it is now; null after a conflict.</returns>
    async Task<FrontDocument?> TryMergeAsync(string searchId, int generation, Func<FrontDocument?, MergedFront> merge, CancellationToken cancellation)
    {
        var path = BlobPaths.Front(searchId);
        var previous = generation == 0
            ? await store.FindAsync(path, CoreJson.Default.FrontDocument, cancellation)
            : await store.ReadAsync(path, CoreJson.Default.FrontDocument, cancellation);
        var held = previous?.Value.Generation ?? 0;
        if (held == generation + 1)
        {
            return previous!.Value;
        }

        if (held != generation)
        {
            throw new DocumentException(path, $"is the front after {held} generations, not after {generation}. Restore it from a copy.");
        }

        var (front, entries) = merge(previous?.Value);
        await history.AppendAsync(searchId, generation, entries, cancellation);
        var isWritten = previous is null
            ? await store.TryCreateAsync(path, front, CoreJson.Default.FrontDocument, cancellation)
            : await store.TryReplaceAsync(path, front, previous.Version, CoreJson.Default.FrontDocument, cancellation);
        return isWritten ? front : null;
    }
}
