using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>What is asked for in <c>cancel.json</c>. It stays, so one that came too late is void once the search runs again.</summary>
public sealed class SearchCancellations(IDocumentStore store)
{
    /// <summary>Whether somebody asked for the search to end.</summary>
    /// <exception cref="DocumentException">The blob is broken.</exception>
    public async Task<bool> IsAskedAsync(SearchDocument state, CancellationToken cancellation)
    {
        var path = BlobPaths.Cancellation(state.Id);
        return RevivedAt(state) is { } revivedAt
            ? await store.FindAsync(path, CoreJson.Default.SearchCancellation, cancellation) is { } found && found.Value.RequestedAt > revivedAt
            : await store.FindVersionAsync(path, cancellation) is not null;
    }

    /// <summary>Asks for the search to end; repeating it changes nothing.</summary>
    /// <exception cref="DocumentException">The blob is broken.</exception>
    public async Task AskAsync(SearchDocument state, DateTimeOffset at, CancellationToken cancellation)
    {
        var path = BlobPaths.Cancellation(state.Id);
        var asked = new SearchCancellation(at);
        if (!await store.TryCreateAsync(path, asked, CoreJson.Default.SearchCancellation, cancellation)
            && RevivedAt(state) is { } revivedAt
            && await store.ReadAsync(path, CoreJson.Default.SearchCancellation, cancellation) is var earlier
            && earlier.Value.RequestedAt <= revivedAt)
        {
            // Who was faster asked for the same.
            await store.TryReplaceAsync(path, asked, earlier.Version, CoreJson.Default.SearchCancellation, cancellation);
        }
    }

    /// <summary>When the search last began to run again after it had ended.</summary>
    static DateTimeOffset? RevivedAt(SearchDocument state) =>
        state.Extensions?.LastOrDefault(extension => extension.EndedAt is not null)?.At;
}
