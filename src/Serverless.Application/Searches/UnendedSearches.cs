using Serverless.Application.Storage;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Application.Searches;

/// <summary>
/// Determines which checkpoints are needed by searches that have not ended, at a cost that depends only on the searches with the same
/// checkpoint folder.
/// </summary>
/// <remarks>
/// There is an empty blob for each such search and each checkpoint folder that it needs, named by the folder first. It is written, even when it
/// exists, before a search begins to run, for the first time or again. It is removed by the caller that finds that the search has ended, in
/// the version that existed before the state of the search was read. A search that begins to run in between therefore keeps its blob, and
/// a running search always has one.
/// </remarks>
public sealed class UnendedSearches(SearchDocuments searches, IDocumentStore store)
{
    const int AtOnce = 32;

    volatile bool _isComplete;

    /// <summary>Records that a search has not ended; to be called before its state says so.</summary>
    public async Task AddAsync(string searchId, SearchRequest request, CancellationToken cancellation)
    {
        foreach (var folder in CheckpointFolders.Of(request))
        {
            var path = BlobPaths.UnendedSearch(folder, searchId);
            while (await store.TryWriteBytesAsync(path, ReadOnlyMemory<byte>.Empty, await store.FindVersionAsync(path, cancellation), cancellation) is null)
            {
                // Repeated when the blob was written or removed in between.
            }
        }
    }

    /// <summary>
    /// Returns whether a search that may not have ended needs the checkpoints of a recipe. Removes the records of searches found to have ended.
    /// </summary>
    /// <param name="recipe">The folder of the recipe: <c>space/dataset/recipe/</c>.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
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

    // Adds, once, the searches of a storage account that is older than these blobs.
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

    /// <returns>The request; null for a search without a readable request, which can never continue.</returns>
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
