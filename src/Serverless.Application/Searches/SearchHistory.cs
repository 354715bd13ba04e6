using Serverless.Application.Logs;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>Reads and writes the documents <c>history.jsonl</c>, <c>history-00001.jsonl</c> ...: one line per completed evaluation.</summary>
public sealed class SearchHistory(IDocumentStore store)
{
    /// <summary>The maximum size of a page in bytes: about 7,000 entries.</summary>
    public const int PageBytes = 1024 * 1024;

    readonly GenerationLog<HistoryEntry> _log = new(
        store, CoreJson.Default.HistoryEntry, static entry => entry.Generation, BlobPaths.History, remembers: false);

    /// <summary>Finds a page of entries, in order.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="generations">The number of generations that the search has, at least 1.</param>
    /// <param name="place">The place where the page begins.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <param name="most">The most bytes to read.</param>
    /// <returns>The page; null when no entry begins at the place. On the last page the next place is null.</returns>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public async Task<LogPage<HistoryEntry>?> FindPageAsync(
        string searchId, int generations, LogPlace place, CancellationToken cancellation, int most = PageBytes)
    {
        ArgumentNullException.ThrowIfNull(place);
        var segments = ((generations - 1) / GenerationLog<HistoryEntry>.GenerationsPerSegment) + 1;
        var page = place.Segment < segments ? await _log.FindPageAsync(searchId, place, most, cancellation) : null;
        if (page is null && place == LogPlace.Start)
        {
            await store.ReadBytesAsync(BlobPaths.History(searchId, 0), cancellation);
        }

        return page is { Next: null } && place.Segment + 1 < segments ? page with { Next = new LogPlace(place.Segment + 1, 0) } : page;
    }

    /// <summary>Finds the entries of some generations of one segment, and the entry before them if an offset says where that is.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="first">The first generation, from 0.</param>
    /// <param name="offset">The offset in the segment at which the preceding entry begins; 0 when there is none.</param>
    /// <param name="end">The generation after the last.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>The entries; null when the preceding entry does not begin at the offset.</returns>
    /// <exception cref="DocumentException">The blob is broken.</exception>
    public async Task<IReadOnlyList<LogLine<HistoryEntry>>?> FindGenerationsAsync(
        string searchId, int first, long offset, int end, CancellationToken cancellation)
    {
        var place = new LogPlace(first / GenerationLog<HistoryEntry>.GenerationsPerSegment, offset);
        return await _log.FindBeforeAsync(searchId, place, end, cancellation) is { } lines
            && (offset == 0 || (lines.Count > 0 && lines[0].Entry.Generation < first)) ? lines : null;
    }

    /// <summary>Finds the last entry of the segments that precede the segment of a generation; null when there is none.</summary>
    /// <exception cref="DocumentException">The blob is broken.</exception>
    public async Task<HistoryEntry?> FindLastBeforeAsync(string searchId, int generation, CancellationToken cancellation)
    {
        HistoryEntry? last = null;
        for (var segment = generation / GenerationLog<HistoryEntry>.GenerationsPerSegment; segment > 0 && last is null; segment--)
        {
            last = await _log.FindLastAsync(searchId, segment - 1, cancellation);
        }

        return last;
    }

    /// <summary>Makes the entries of a generation the last ones in the history, even when some of them are stored already.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">The generation of all <paramref name="entries"/>.</param>
    /// <param name="entries">The entries, in order; can be empty.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <exception cref="DocumentException">The blob is broken, or is missing although there were earlier generations.</exception>
    public Task AppendAsync(string searchId, int generation, IReadOnlyList<HistoryEntry> entries, CancellationToken cancellation) =>
        _log.AppendAsync(searchId, generation, entries, cancellation);
}
