using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>The document <c>history.jsonl</c>: one line per completed evaluation.</summary>
public sealed class SearchHistory(IDocumentStore store)
{
    // One of ours has some 150 bytes.
    readonly GenerationLog<HistoryEntry> _log = new(store, CoreJson.Default.HistoryEntry, static entry => entry.Generation, longestLine: 1024);

    /// <summary>All entries, in order.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public Task<IReadOnlyList<HistoryEntry>> ReadAsync(string searchId, CancellationToken cancellation) =>
        _log.ReadAsync(BlobPaths.History(searchId), cancellation);

    /// <summary>Makes a generation's entries the last ones, also when some of them are there already.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">The generation of all <paramref name="entries"/>.</param>
    /// <param name="entries">In order; may be empty.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="DocumentException">The blob is broken, or is missing though there were generations before.</exception>
    public Task AppendAsync(string searchId, int generation, IReadOnlyList<HistoryEntry> entries, CancellationToken cancellation) =>
        _log.AppendAsync(BlobPaths.History(searchId), generation, entries, cancellation);
}
