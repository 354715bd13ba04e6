using Serverless.Application.Logs;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>Derives the events of a search from its state, its generations and its history: no events are stored.</summary>
/// <remarks>
/// The events of a generation never change once they are reported, so a cursor that counts them is valid as long as the search is kept. The
/// results of its candidates are reported in proposal order, before the generation is merged where <see cref="UnmergedOutcomes"/> has them.
/// A page costs two reads for each generation in it, and one of the history; the last page costs a read for each candidate that has ended
/// since, and four more.
/// </remarks>
public sealed class SearchEvents(IDocumentStore store, SearchHistory history)
{
    /// <summary>The number of events at which a page reads no more generations.</summary>
    const int Enough = 1_000;

    /// <summary>The number of generations that are read concurrently.</summary>
    const int AtOnce = 10;

    readonly UnmergedOutcomes _outcomes = new(store);

    /// <summary>Finds the events after a cursor.</summary>
    /// <param name="state">The state of the search.</param>
    /// <param name="after">The cursor at which the page begins.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>The events, the cursor after the last one, and whether more exist; null when the search has nothing at the cursor.</returns>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<(IReadOnlyList<SearchEvent> Events, EventCursor Next, bool HasMore)?> FindAsync(
        SearchDocument state, EventCursor after, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(after);
        var stream = new EventStream(state, after);
        if (!stream.IsPossible)
        {
            return null;
        }

        stream.AddLife();
        while (stream.Cursor.Generation < state.Generation && stream.Events.Count < Enough)
        {
            if (!await AddGenerationsAsync(stream, cancellation))
            {
                return null;
            }
        }

        if (stream.Cursor.Generation == state.Generation && state.State is SearchStatus.Running or SearchStatus.Paused
            && await store.FindAsync(BlobPaths.Candidates(state.Id, state.Generation), CoreJson.Default.CandidateSet, cancellation) is { } proposed
            && GenerationEvents.Proposed(proposed.Value) is { } begun)
        {
            await AddUnmergedAsync(stream, proposed.Value, begun, cancellation);
        }

        return (stream.Events, stream.Cursor, stream.Cursor.Generation < state.Generation);
    }

    async Task AddUnmergedAsync(EventStream stream, CandidateSet proposed, SearchEvent begun, CancellationToken cancellation)
    {
        if (stream.Cursor.Events == 0)
        {
            stream.Add(begun);
        }

        await foreach (var evaluation in _outcomes.ListAsync(stream.State.Id, proposed, stream.Cursor.Events - 1, cancellation))
        {
            stream.Add(GenerationEvents.Evaluated(evaluation));
        }
    }

    async Task<bool> AddGenerationsAsync(EventStream stream, CancellationToken cancellation)
    {
        var (id, first) = (stream.State.Id, stream.Cursor.Generation);
        var segmentEnd = ((first / GenerationLog<HistoryEntry>.GenerationsPerSegment) + 1) * GenerationLog<HistoryEntry>.GenerationsPerSegment;
        var end = Math.Min(Math.Min(stream.State.Generation, segmentEnd), first + AtOnce);
        var generations = Enumerable.Range(first, end - first).ToList();
        var proposed = Task.WhenAll(generations.Select(generation => store.FindAsync(BlobPaths.Candidates(id, generation), CoreJson.Default.CandidateSet, cancellation)));
        var ended = Task.WhenAll(generations.Select(generation => store.ReadAsync(BlobPaths.EvaluationSet(id, generation), CoreJson.Default.EvaluationSet, cancellation)));
        var lines = await history.FindGenerationsAsync(id, first, stream.Cursor.Offset, end, cancellation);
        await Task.WhenAll(proposed, ended);
        if (lines is null)
        {
            return false;
        }

        // The entry before the first one of a segment is in another blob.
        var before = lines.Count > 0 && lines[0].Entry.Generation < first ? lines[0] : null;
        var known = before?.Entry ?? await history.FindLastBeforeAsync(id, first, cancellation);
        foreach (var (place, generation) in generations.Index())
        {
            List<LogLine<HistoryEntry>> own = [.. lines.Where(line => line.Entry.Generation == generation)];
            var events = GenerationEvents.Of(generation, (await proposed)[place]?.Value, (await ended)[place].Value.Evaluations, known, [.. own.Select(line => line.Entry)]);
            if (stream.Cursor.Events > events.Count)
            {
                return false;
            }

            before = own.Count > 0 ? own[^1] : before;
            known = before?.Entry ?? known;
            stream.AddGeneration(events, generation + 1 == segmentEnd ? 0 : before?.Offset ?? stream.Cursor.Offset);
        }

        return true;
    }
}
