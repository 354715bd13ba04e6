using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Algorithms;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Application.Surrogates;
using Serverless.Application.Telemetry;
using Serverless.Core;
using Serverless.Core.Budgets;
using Serverless.Core.Engine;
using Serverless.Core.Evaluators;
using Serverless.Core.Searches;
using Serverless.Functions.Logging;

namespace Serverless.Functions.Activities;

/// <summary>The result of merging a generation.</summary>
/// <param name="StopReason">The budget that is used up; null when none is.</param>
/// <param name="Gpu">The remaining GPU seconds; null when they are not limited.</param>
/// <param name="Cost">The remaining cost budget; null when it is not limited.</param>
public sealed record MergedGeneration(StopReason? StopReason, EpochAllowance? Gpu = null, EpochAllowance? Cost = null);

/// <summary>The input of <see cref="MergeFrontActivity"/>: a generation whose evaluations have all ended.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Generation">The generation, from 0.</param>
/// <param name="At">The current time.</param>
public sealed record MergeFrontInput(string SearchId, int Generation, DateTimeOffset At);

/// <summary>
/// Ends a generation: collects its outcomes, merges the front, reports the results to the algorithm and settles the budget.
/// </summary>
/// <remarks>
/// Each document is a function of the documents before it and is written once, the state last; an activity that is stopped anywhere and
/// repeated therefore gives the same result. The merge depends only on the order of proposals, never on the order in which workers answered.
/// </remarks>
public sealed class MergeFrontActivity(
    SearchTraces traces,
    SearchDocuments searches,
    SearchGenerations generations,
    AlgorithmStates algorithms,
    FrontMerging fronts,
    GenerationOutcomes outcomes,
    Evaluators evaluators,
    RungPools pools,
    SurrogateKnowledge knowledge,
    IDocumentStore store,
    ILogger<MergeFrontActivity> logger)
{
    [Function(FunctionNames.MergeFront)]
    public async Task<MergedGeneration> RunAsync([ActivityTrigger] MergeFrontInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var span = (await traces.OfAsync(input.SearchId, cancellation)).Start(SpanNames.Merge, input.Generation);
        var request = await searches.ReadRequestAsync(input.SearchId, cancellation);
        var evaluator = await evaluators.OfAsync(request, cancellation);
        var set = await outcomes.PutTogetherAsync(input.SearchId, input.Generation, evaluator, cancellation);
        await pools.AddAsync(input.SearchId, request, set, cancellation);
        await knowledge.AddAsync(input.SearchId, request, set, cancellation);
        var candidates = await generations.ReadCandidatesAsync(input.SearchId, input.Generation, cancellation);
        await TellAsync(input, evaluator, candidates, set, cancellation);
        var front = await fronts.MergeAsync(
            input.SearchId, input.Generation, previous => Generation.Merge(input.SearchId, request, previous, set), cancellation);
        var state = await searches.UpdateStateAsync(
            input.SearchId, found => Generation.Settle(found, request, front, candidates.Count, set), cancellation);
        logger.GenerationMerged(input.SearchId, input.Generation, front.Members.Count, front.Hypervolume);
        return new MergedGeneration(state.Budget.Exhausted(state.StartedAt, state.PausedAt ?? input.At), state.Budget.Gpu, state.Budget.Cost);
    }

    async Task TellAsync(
        MergeFrontInput input, CandidateEvaluator evaluator, IReadOnlyList<ProposedCandidate> candidates, EvaluationSet set, CancellationToken cancellation)
    {
        var path = BlobPaths.Algorithm(input.SearchId, input.Generation);
        if (await store.FindVersionAsync(path, cancellation) is not null)
        {
            return;
        }

        var algorithm = await algorithms.ReadAsync(input.SearchId, input.Generation, evaluator, cancellation);
        var proposed = algorithm.Ask(candidates.Count).Select(candidate => candidate.Id);
        if (!proposed.SequenceEqual(candidates.Select(candidate => candidate.Id)))
        {
            throw new DocumentException(
                BlobPaths.Candidates(input.SearchId, input.Generation),
                "does not hold what the algorithm proposes. Start the search again.");
        }

        var scores = Telling.NotEvaluated(candidates, set).Count == 0 ? []
            : Screening.IsOfTable(evaluator.Request)
                ? Scoring.Score(evaluator, await generations.ReadCandidatesAsync(input.SearchId, input.Generation, evaluator, cancellation), predictions: null)
            : (await store.ReadAsync(BlobPaths.Scores(input.SearchId, input.Generation), CoreJson.Default.ScoreSet, cancellation)).Value.Scores;
        Telling.Tell(algorithm, evaluator, candidates, set, scores);
        await algorithms.KeepAsync(input.SearchId, input.Generation, algorithm, cancellation);
    }
}
