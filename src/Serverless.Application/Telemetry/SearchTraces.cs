using System.Collections.Concurrent;
using System.Diagnostics;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Searches;

namespace Serverless.Application.Telemetry;

/// <summary>Knows the trace of each search: that of the request which started it. Touches no storage while nobody listens.</summary>
public sealed class SearchTraces(IDocumentStore store)
{
    /// <summary>More than run at once; then all is forgotten and read again.</summary>
    const int MostKept = 1_000;

    readonly ConcurrentDictionary<string, ActivityContext> _known = new(StringComparer.Ordinal);

    /// <value>The searches that something was done for in this process while somebody listened.</value>
    public IReadOnlyCollection<string> Seen => [.. _known.Keys];

    /// <summary>Leaves a search out of <see cref="Seen"/>, until something is done for it again.</summary>
    public void Forget(string searchId) => _known.TryRemove(searchId, out _);

    /// <summary>The trace of a search; the first call makes the span under way its parent for good.</summary>
    /// <param name="searchId">The search; empty for work that no search asked for, which goes on in the span under way.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async ValueTask<TraceOrigin> OfAsync(string searchId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(searchId);
        if (!Spans.AreWanted || searchId.Length == 0)
        {
            return new TraceOrigin(searchId, default);
        }

        if (_known.TryGetValue(searchId, out var known))
        {
            return new TraceOrigin(searchId, known);
        }

        if (_known.Count >= MostKept)
        {
            _known.Clear();
        }

        return new TraceOrigin(searchId, _known[searchId] = await GetOrCreateAsync(searchId, cancellation));
    }

    async Task<ActivityContext> GetOrCreateAsync(string searchId, CancellationToken cancellation)
    {
        var path = BlobPaths.SearchTrace(searchId);
        try
        {
            if (await store.FindAsync(path, CoreJson.Default.SearchTrace, cancellation) is { } found)
            {
                return Spans.ReadParent(found.Value.TraceParent);
            }

            using var origin = Activity.Current is null ? Spans.Start(SpanNames.ContinueSearch)?.SetTag(AttributeNames.SearchId, searchId) : null;
            var parent = Spans.CurrentParent;
            if (parent is not null && !await store.TryCreateAsync(path, new SearchTrace(parent), CoreJson.Default.SearchTrace, cancellation))
            {
                parent = (await store.ReadAsync(path, CoreJson.Default.SearchTrace, cancellation)).Value.TraceParent;
            }

            return Spans.ReadParent(parent);
        }
        catch (DocumentException)
        {
            // A trace is a help to those who look: that it cannot be read is no reason to stop the search.
            return default;
        }
    }
}

/// <summary>Where the spans of a search come from.</summary>
/// <param name="SearchId">The search; empty when there is none.</param>
/// <param name="Parent">Their parent; none when nothing is traced.</param>
public readonly record struct TraceOrigin(string SearchId, ActivityContext Parent)
{
    /// <summary>Starts a span of the search.</summary>
    /// <param name="name">One of <see cref="SpanNames"/>.</param>
    /// <param name="generation">The generation or turn that it is about; null when it is about none.</param>
    /// <returns>Null when nobody listens, or the trace is not sampled.</returns>
    public Activity? Start(string name, int? generation = null)
    {
        var span = Spans.Start(name, parent: Parent);
        if (SearchId.Length > 0)
        {
            span?.SetTag(AttributeNames.SearchId, SearchId);
        }

        return generation is null ? span : span?.SetTag(AttributeNames.Generation, generation);
    }
}
