using Serverless.Application.Logs;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;

namespace Serverless.Application.Surrogates;

/// <summary>Reads and stores the evaluations of a search that a surrogate can learn from and be validated on.</summary>
public sealed class SurrogateKnowledge(EvaluationCache cache, IDocumentStore store)
{
    /// <summary>The most evaluations of other searches; enough for surrogates of any kind, and read in seconds.</summary>
    const int MostOfOthers = 2_000;

    readonly GenerationLog<Evaluation> _log = new(
        store, CoreJson.Default.Evaluation, static evaluation => evaluation.Generation, BlobPaths.Knowledge, remembers: true);

    /// <summary>Adds a generation of a search with a surrogate; does nothing in other searches, and when it was added before.</summary>
    /// <remarks>In an asynchronous search evaluations belong to the turn in which they ended.</remarks>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public Task AddAsync(string searchId, SearchRequest request, EvaluationSet set, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(set);
        return request.Surrogate is null
            ? Task.CompletedTask
            : _log.AppendAsync(
                searchId,
                set.Generation,
                request.IsAsynchronous ? [.. set.Evaluations.Select(evaluation => evaluation with { Generation = set.Generation })] : set.Evaluations,
                cancellation);
    }

    /// <summary>Reads all evaluations before a generation, in the order of generations and proposals.</summary>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<IReadOnlyList<Evaluation>> ReadEvaluationsAsync(
        string searchId, SearchRequest request, int generation, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return generation == 0 ? []
            : request.Surrogate is null ? await ReadSetsAsync(searchId, generation, cancellation)
            : await _log.ReadBeforeAsync(searchId, generation, cancellation);
    }

    async Task<IReadOnlyList<Evaluation>> ReadSetsAsync(string searchId, int generation, CancellationToken cancellation)
    {
        var evaluations = new List<Evaluation>();
        for (var earlier = 0; earlier < generation; earlier++)
        {
            var set = await store.ReadAsync(BlobPaths.EvaluationSet(searchId, earlier), CoreJson.Default.EvaluationSet, cancellation);
            evaluations.AddRange(set.Value.Evaluations);
        }

        return evaluations;
    }

    /// <summary>Finds the decision for the previous generation; null for the first.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public async Task<SurrogateDecision?> FindAdviceBeforeAsync(string searchId, int generation, CancellationToken cancellation) =>
        generation == 0 ? null : await ReadDecisionAsync(searchId, generation - 1, cancellation);

    /// <summary>Returns whether the surrogate of a decision was deleted: this is allowed between the end of a search and its extension.</summary>
    public async Task<bool> IsGoneAsync(SurrogateDecision? decision, CancellationToken cancellation) =>
        decision?.Surrogate is { } surrogate && await store.FindVersionAsync(BlobPaths.Surrogate(surrogate), cancellation) is null;

    /// <summary>Reads the decision for a generation.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public async Task<SurrogateDecision> ReadDecisionAsync(string searchId, int generation, CancellationToken cancellation) =>
        (await store.ReadAsync(BlobPaths.SurrogateDecision(searchId, generation), CoreJson.Default.SurrogateDecision, cancellation)).Value;

    /// <summary>Reads the decisions for all generations or turns up to the latest, in order; for an asynchronous search those that changed.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="request">The request of the search.</param>
    /// <param name="latest">The latest decision.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<IReadOnlyList<SurrogateDecision>> ReadDecisionsAsync(
        string searchId, SearchRequest request, SurrogateDecision latest, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(latest);
        if (!request.IsAsynchronous)
        {
            return await Task.WhenAll(Enumerable.Range(0, latest.Generation + 1).Select(generation => ReadDecisionAsync(searchId, generation, cancellation)));
        }

        var decisions = new List<SurrogateDecision> { await ReadDecisionAsync(searchId, latest.Generation, cancellation) };
        while (decisions[^1].Before is { } before && before < decisions[^1].Generation)
        {
            decisions.Add(await ReadDecisionAsync(searchId, before, cancellation));
        }

        decisions.Reverse();
        return decisions;
    }

    /// <summary>Gathers the training examples among the evaluations of this search and, where it requests them, of other searches.</summary>
    /// <param name="evaluator">The evaluator of the search.</param>
    /// <param name="evaluations">The evaluations of the search, in the order of generations and proposals.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<LearnableExamples> GatherAsync(
        CandidateEvaluator evaluator, IReadOnlyList<Evaluation> evaluations, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        var own = LearnableExamples.Of(evaluator, evaluations);
        return evaluator.Request.Surrogate is { OtherSearches: true }
            ? own.With(evaluator, await cache.ListAsync(evaluator.Request, own.Fidelity, MostOfOthers, cancellation))
            : own;
    }
}
