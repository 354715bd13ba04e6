using System.Runtime.CompilerServices;
using Serverless.Application.Storage;
using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>Which searches have not ended, at the cost of those alone, however many have.</summary>
/// <remarks>
/// Beside the searches lies an empty blob for each that has not ended. It is written, again if it is there, before a search begins to run, for the
/// first time or once more; and removed by who finds that the search has ended, in the version that was there before its state was
/// looked at. So a search that begins to run in between keeps its blob, and one that runs is never without.
/// </remarks>
public sealed class UnendedSearches(SearchDocuments searches, IDocumentStore store)
{
    const int AtOnce = 32;

    volatile bool _isComplete;

    /// <summary>Notes that a search has not ended; before its state says so.</summary>
    public async Task AddAsync(string searchId, CancellationToken cancellation)
    {
        var path = BlobPaths.UnendedSearch(searchId);
        while (await store.TryWriteBytesAsync(path, ReadOnlyMemory<byte>.Empty, await store.FindVersionAsync(path, cancellation), cancellation) is null)
        {
            // Written or removed in between.
        }
    }

    /// <summary>The searches that may not have ended, in ordinal order. Nothing of theirs is read.</summary>
    public async IAsyncEnumerable<string> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await CompleteAsync(cancellation);
        var prefix = BlobPaths.UnendedSearchPrefix;
        await foreach (var name in store.ListAsync(BlobPaths.Searches, prefix, null, cancellation))
        {
            if (SearchId.IsValid(name[prefix.Length..]))
            {
                yield return name[prefix.Length..];
            }
        }
    }

    /// <summary>Whether a search of <see cref="ListAsync"/> has ended; it is then not listed any more.</summary>
    public async Task<bool> RemoveEndedAsync(string searchId, CancellationToken cancellation)
    {
        var path = BlobPaths.UnendedSearch(searchId);
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

    // Searches of a storage account that is older than these blobs.
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
                    if (!await HasEndedAsync(id, token))
                    {
                        await AddAsync(id, token);
                    }
                });
            await store.TryCreateBytesAsync(BlobPaths.UnendedSearchesAreComplete, ReadOnlyMemory<byte>.Empty, cancellation);
        }

        _isComplete = true;
    }
}
