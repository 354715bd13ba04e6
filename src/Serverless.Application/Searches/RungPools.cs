using Serverless.Application.Logs;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Application.Searches;

/// <summary>
/// Stores the results with which later generations are compared at rungs: the log <c>rungs.jsonl</c>, one or more lines for each generation that
/// reached a rung.
/// </summary>
public sealed class RungPools(IDocumentStore store)
{
    /// <summary>The number of entries per line, which keeps lines far below the maximum size of an append.</summary>
    const int EntriesOfALine = 1_000;

    readonly GenerationLog<RungPool> _log = new(store, CoreJson.Default.RungPool, static pool => pool.Generation, BlobPaths.RungPool, remembers: true);

    /// <summary>Reads the results of all earlier generations at the rungs; empty for a search without rungs.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public async Task<IReadOnlyList<RungEntry>> ReadBeforeAsync(string searchId, RungLadder ladder, int generation, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        return ladder.Count == 1 ? [] : [.. (await _log.ReadBeforeAsync(searchId, generation, cancellation)).SelectMany(pool => pool.Entries)];
    }

    /// <summary>
    /// Returns the latest generation before a given one in which a candidate reached a rung at which candidates are compared; null when it never did.
    /// </summary>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public async Task<int?> FindGenerationBeforeAsync(string searchId, int generation, CandidateId candidate, CancellationToken cancellation) =>
        (await _log.ReadBeforeAsync(searchId, generation, cancellation)).LastOrDefault(pool => pool.Entries.Any(entry => entry.Candidate == candidate))?.Generation;

    /// <summary>Reads the evaluations that wait at a rung after the turns before a given one, in the order in which they reached it.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public async Task<IReadOnlyList<OpenEvaluation>> ReadWaitingBeforeAsync(string searchId, int turn, CancellationToken cancellation)
    {
        var waiting = new OrderedDictionary<CandidateId, OpenEvaluation>();
        foreach (var pool in await _log.ReadBeforeAsync(searchId, turn, cancellation))
        {
            foreach (var candidate in pool.Left ?? [])
            {
                waiting.Remove(candidate);
            }

            foreach (var evaluation in pool.Joined ?? [])
            {
                waiting.Add(evaluation.Candidate, evaluation);
            }
        }

        return [.. waiting.Values];
    }

    /// <summary>Adds the results of a generation at the rungs; has no effect in a search without rungs, or when they were added before.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public Task AddAsync(string searchId, SearchRequest request, EvaluationSet set, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        return AddAsync(searchId, RungLadder.Of(request), new RungPool { Generation = set.Generation, Entries = Promoting.Entries(request, set) }, cancellation);
    }

    /// <summary>Adds the results of a turn at the rungs; has no effect in a search without rungs, or when they were added before.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public Task AddAsync(string searchId, RungLadder ladder, RungPool pool, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        ArgumentNullException.ThrowIfNull(pool);
        return ladder.Count == 1
            ? Task.CompletedTask
            : _log.AppendAsync(searchId, pool.Generation, pool is { Entries.Count: 0, Joined: null, Left: null } ? [] : LinesOf(pool), cancellation);
    }

    static RungPool[] LinesOf(RungPool pool) => pool.Entries.Count <= EntriesOfALine
        ? [pool]
        : [.. pool.Entries.Chunk(EntriesOfALine).Index().Select(part => part.Index == 0 ? pool with { Entries = part.Item } : new RungPool { Generation = pool.Generation, Entries = part.Item })];
}
