using Serverless.Application.Logs;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>The documents <c>history.jsonl</c>, <c>history-00001.jsonl</c> ...: one line per completed evaluation.</summary>
public sealed class SearchHistory(IDocumentStore store)
{
    /// <summary>The most that a page has, in bytes: some 7,000 entries.</summary>
    public const int PageBytes = 1024 * 1024;

    readonly GenerationLog<HistoryEntry> _log = new(
        store, CoreJson.Default.HistoryEntry, static entry => entry.Generation, BlobPaths.History, remembers: false);

    /// <summary>A page of entries, in order.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="generations">That it has, at least 1.</param>
    /// <param name="place">Where the page begins.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <param name="most">Bytes that are read.</param>
    /// <returns>Null when no entry begins there. The next place is null on the last page.</returns>
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

    /// <summary>The entries of some generations of one segment, with the one before them where an offset tells where that is.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="first">The first generation, from 0.</param>
    /// <param name="offset">Where in its segment the entry before it begins; 0 when there is none.</param>
    /// <param name="end">The generation behind the last.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Null when the entry before does not begin there.</returns>
    /// <exception cref="DocumentException">The blob is broken.</exception>
    public async Task<IReadOnlyList<LogLine<HistoryEntry>>?> FindGenerationsAsync(
        string searchId, int first, long offset, int end, CancellationToken cancellation)
    {
        var place = new LogPlace(first / GenerationLog<HistoryEntry>.GenerationsPerSegment, offset);
        return await _log.FindBeforeAsync(searchId, place, end, cancellation) is { } lines
            && (offset == 0 || (lines.Count > 0 && lines[0].Entry.Generation < first)) ? lines : null;
    }

    /// <summary>The last entry of the segments before that of a generation; null when there is none.</summary>
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

    /// <summary>Makes a generation's entries the last ones, also when some of them are there already.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">The generation of all <paramref name="entries"/>.</param>
    /// <param name="entries">In order; may be empty.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="DocumentException">The blob is broken, or is missing though there were generations before.</exception>
    public Task AppendAsync(string searchId, int generation, IReadOnlyList<HistoryEntry> entries, CancellationToken cancellation) =>
        _log.AppendAsync(searchId, generation, entries, cancellation);
}
