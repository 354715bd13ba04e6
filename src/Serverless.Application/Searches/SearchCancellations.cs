using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>
/// Reads and writes cancellation requests in <c>cancel.json</c>. The blob stays; a request that came too late is void once the search runs again.
/// </summary>
public sealed class SearchCancellations(IDocumentStore store)
{
    /// <summary>Returns whether a cancellation of the search was requested.</summary>
    /// <exception cref="DocumentException">The blob is broken.</exception>
    public async Task<bool> IsAskedAsync(SearchDocument state, CancellationToken cancellation)
    {
        var path = BlobPaths.Cancellation(state.Id);
        return RevivedAt(state) is { } revivedAt
            ? await store.FindAsync(path, CoreJson.Default.SearchCancellation, cancellation) is { } found && found.Value.RequestedAt > revivedAt
            : await store.FindVersionAsync(path, cancellation) is not null;
    }

    /// <summary>Requests the cancellation of the search; repeating the call changes nothing.</summary>
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
            // When this fails, another caller was faster with the same request.
            await store.TryReplaceAsync(path, asked, earlier.Version, CoreJson.Default.SearchCancellation, cancellation);
        }
    }

    /// <summary>Returns when the search last ran again after it had ended.</summary>
    static DateTimeOffset? RevivedAt(SearchDocument state) =>
        state.Extensions?.LastOrDefault(extension => extension.EndedAt is not null)?.At;
}
