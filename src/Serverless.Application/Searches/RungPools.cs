using Serverless.Application.Logs;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Application.Searches;

/// <summary>What later generations' rungs are compared with: the log <c>rungs.jsonl</c>, a line for each generation that came to a rung.</summary>
public sealed class RungPools(IDocumentStore store)
{
    readonly GenerationLog<RungPool> _log = new(store, CoreJson.Default.RungPool, static pool => pool.Generation, BlobPaths.RungPool, remembers: true);

    /// <summary>All that earlier generations had at the rungs; nothing in a search without rungs.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public async Task<IReadOnlyList<RungEntry>> ReadBeforeAsync(string searchId, RungLadder ladder, int generation, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        return ladder.Count == 1 ? [] : [.. (await _log.ReadBeforeAsync(searchId, generation, cancellation)).SelectMany(pool => pool.Entries)];
    }

    /// <summary>Adds what a generation had at the rungs; does nothing in a search without rungs, and when it was added before.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public Task AddAsync(string searchId, SearchRequest request, EvaluationSet set, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        return AddAsync(searchId, RungLadder.Of(request), set.Generation, Promoting.Entries(request, set), cancellation);
    }

    /// <summary>Adds what a turn had at the rungs; does nothing in a search without rungs, and when it was added before.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public Task AddAsync(string searchId, RungLadder ladder, int turn, IReadOnlyList<RungEntry> entries, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        ArgumentNullException.ThrowIfNull(entries);
        return ladder.Count == 1
            ? Task.CompletedTask
            : _log.AppendAsync(searchId, turn, entries.Count == 0 ? [] : [new RungPool { Generation = turn, Entries = entries }], cancellation);
    }
}
