using Serverless.Application.Fronts;
using Serverless.Application.Storage;
using Serverless.Core.Fronts;

namespace Serverless.Application.Searches;

/// <summary>Maintains the front of a search, generation by generation.</summary>
public sealed class FrontMerging(SearchHistory history, SearchFronts fronts)
{
    /// <summary>Merges a generation into the front; has no effect when it was merged before.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">The generation, from 0.</param>
    /// <param name="merge">Returns the front with the generation, given the previous front; that is null before the first generation.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <param name="read">The front, if it was read already; null to read it.</param>
    /// <exception cref="DocumentException">A blob is missing or broken, or the front is not that of the generations before.</exception>
    public Task<FrontDocument> MergeAsync(
        string searchId, int generation, Func<FrontDocument?, MergedFront> merge, CancellationToken cancellation, KeptFront? read = null)
    {
        // When another run of the same activity is faster, the next attempt finds the same front written.
        return DocumentUpdates.UpdateAsync(BlobPaths.Front(searchId), () =>
        {
            var known = read;
            read = null;
            return TryMergeAsync(searchId, generation, merge, known, cancellation);
        });
    }

    /// <returns>The current front; null after a conflict.</returns>
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
