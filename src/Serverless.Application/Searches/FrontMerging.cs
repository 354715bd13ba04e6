using Serverless.Application.Fronts;
using Serverless.Application.Storage;
using Serverless.Core.Fronts;

namespace Serverless.Application.Searches;

/// <summary>Writes the front of a search, generation by generation.</summary>
public sealed class FrontMerging(SearchHistory history, SearchFronts fronts)
{
    /// <summary>Merges a generation; one that is merged already stays.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">From 0.</param>
    /// <param name="merge">The front so far, null before the first generation, to the front with it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <param name="read">The front as it was read already; null to read it.</param>
    /// <exception cref="DocumentException">A blob is missing or broken, or not the front after the generations before.</exception>
    public Task<FrontDocument> MergeAsync(
        string searchId, int generation, Func<FrontDocument?, MergedFront> merge, CancellationToken cancellation, KeptFront? read = null)
    {
        // Another run of the same activity may be faster: then the next try finds that it has written the same.
        return DocumentUpdates.UpdateAsync(BlobPaths.Front(searchId), () =>
        {
            var known = read;
            read = null;
            return TryMergeAsync(searchId, generation, merge, known, cancellation);
        });
    }

    /// <returns>The front as it is now; null after a conflict.</returns>
    async Task<FrontDocument?> TryMergeAsync(
        string searchId, int generation, Func<FrontDocument?, MergedFront> merge, KeptFront? known, CancellationToken cancellation)
    {
        var previous = known
            ?? (generation == 0 ? await fronts.FindAsync(searchId, cancellation) : await fronts.ReadAsync(searchId, cancellation));
        var held = previous?.Front.Generation ?? 0;
        if (held == generation + 1)
        {
            return previous!.Front;
        }

        if (held != generation)
        {
            throw new DocumentException(
                BlobPaths.Front(searchId), $"is the front after {held} generations, not after {generation}. Restore it from a copy.");
        }

        var (front, entries) = merge(previous?.Front);
        await history.AppendAsync(searchId, generation, entries, cancellation);
        return await fronts.TryWriteAsync(searchId, previous, front, cancellation) ? front : null;
    }
}
