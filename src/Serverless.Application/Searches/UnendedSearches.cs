using Serverless.Application.Storage;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Application.Searches;

/// <summary>Which checkpoints searches need that have not ended, at the cost of those alone that need the same, however many others there are.</summary>
/// <remarks>
/// Beside the searches lies an empty blob for each that has not ended and each folder of checkpoints that it needs, named by the folder first. It is written, again if it is
/// there, before a search begins to run, for the first time or once more; and removed by who finds that the search has ended, in the version that was there before its state was
/// looked at. So a search that begins to run in between keeps its blob, and one that runs is never without.
/// </remarks>
public sealed class UnendedSearches(SearchDocuments searches, IDocumentStore store)
{
    const int AtOnce = 32;

    volatile bool _isComplete;

    /// <summary>Notes that a search has not ended; before its state says so.</summary>
    public async Task AddAsync(string searchId, SearchRequest request, CancellationToken cancellation)
    {
        foreach (var folder in CheckpointFolders.Of(request))
        {
            var path = BlobPaths.UnendedSearch(folder, searchId);
            while (await store.TryWriteBytesAsync(path, ReadOnlyMemory<byte>.Empty, await store.FindVersionAsync(path, cancellation), cancellation) is null)
            {
                // Written or removed in between.
            }
        }
    }

    /// <summary>Whether a search that may not have ended needs the checkpoints of a recipe. Those that are found to have ended are noted no longer.</summary>
    /// <param name="recipe">The folder of the recipe: <c>space/dataset/recipe/</c>.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<bool> NeedAsync(string recipe, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        await CompleteAsync(cancellation);
        return await IsThereAnyAsync(recipe, cancellation) || await IsThereAnyAsync(CheckpointFolders.OfAllRecipes(recipe), cancellation);
    }

    async Task<bool> IsThereAnyAsync(string folder, CancellationToken cancellation)
    {
        var prefix = BlobPaths.UnendedSearchPrefix + folder;
        await foreach (var name in store.ListAsync(BlobPaths.Searches, prefix, null, cancellation))
        {
            if (SearchId.IsValid(name[prefix.Length..]) && !await RemoveEndedAsync(name[prefix.Length..], new BlobPath(BlobPaths.Searches, name), cancellation))
            {
                return true;
            }
        }

        return false;
    }

    async Task<bool> RemoveEndedAsync(string searchId, BlobPath path, CancellationToken cancellation)
    {
        var version = await store.FindVersionAsync(path, cancellation);
        return await HasEndedAsync(searchId, cancellation) && (version is null || await store.TryDeleteAsync(path, version, cancellation));
    }

    async Task<bool> HasEndedAsync(string searchId, CancellationToken cancellation)
    {
        try
        {
            return await searches.FindStateAsync(searchId, cancellation) is not { } state || SearchTransitions.IsFinal(state.State);
        }
        catch (DocumentException)
        {
            return false; // its state is to be restored by somebody; until then it may go on
        }
    }

    // Searches of a storage account that is older than these blobs, once.
    async Task CompleteAsync(CancellationToken cancellation)
    {
        if (_isComplete)
        {
            return;
        }

        if (await store.FindVersionAsync(BlobPaths.UnendedSearchesAreComplete, cancellation) is null)
        {
            await Parallel.ForEachAsync(
                store.ListFoldersAsync(BlobPaths.Searches, cancellation).Where(SearchId.IsValid),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
                async (id, token) =>
                {
                    if (!await HasEndedAsync(id, token) && await FindRequestAsync(id, token) is { } request)
                    {
                        await AddAsync(id, request, token);
                    }
                });
            await store.TryCreateBytesAsync(BlobPaths.UnendedSearchesAreComplete, ReadOnlyMemory<byte>.Empty, cancellation);
        }

        _isComplete = true;
    }

    /// <returns>Null for a search without a readable request, which can never go on.</returns>
    async Task<SearchRequest?> FindRequestAsync(string searchId, CancellationToken cancellation)
    {
        try
        {
            return await searches.ReadRequestAsync(searchId, cancellation);
        }
        catch (DocumentException)
        {
            return null;
        }
    }
}
