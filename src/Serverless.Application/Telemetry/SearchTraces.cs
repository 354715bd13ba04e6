using System.Collections.Concurrent;
using System.Diagnostics;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Searches;

namespace Serverless.Application.Telemetry;

/// <summary>Finds the trace of each search: that of the request that started it. Does not access storage while nobody listens.</summary>
public sealed class SearchTraces(IDocumentStore store)
{
    /// <summary>The most cached traces, more than run at once; then the cache is cleared and filled again.</summary>
    const int MostKept = 1_000;

    readonly ConcurrentDictionary<string, ActivityContext> _known = new(StringComparer.Ordinal);

    /// <value>The searches for which this process has done something while somebody listened.</value>
    public IReadOnlyCollection<string> Seen => [.. _known.Keys];

    /// <summary>Removes a search from <see cref="Seen"/>, until something is done for it again.</summary>
    public void Forget(string searchId) => _known.TryRemove(searchId, out _);

    /// <summary>Returns the trace of a search; the first call makes the current span its parent permanently.</summary>
    /// <param name="searchId">The search; empty for work that no search requested, which continues in the current span.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
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
            // Traces are only an aid to observers: a trace that cannot be read is no reason to stop the search.
            return default;
        }
    }
}

/// <summary>The origin of the spans of a search.</summary>
/// <param name="SearchId">The search; empty when there is none.</param>
/// <param name="Parent">The parent of the spans; default when nothing is traced.</param>
public readonly record struct TraceOrigin(string SearchId, ActivityContext Parent)
{
    /// <summary>Starts a span of the search.</summary>
    /// <param name="name">One of the <see cref="SpanNames"/>.</param>
    /// <param name="generation">The generation or turn that the span concerns; null when it concerns none.</param>
    /// <returns>The span; null when nobody listens, or the trace is not sampled.</returns>
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
