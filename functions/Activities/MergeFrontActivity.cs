using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Algorithms;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Application.Surrogates;
using Serverless.Core;
using Serverless.Core.Budgets;
using Serverless.Core.Engine;
using Serverless.Core.Evaluators;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Functions.Logging;

namespace Serverless.Functions.Activities;

/// <summary>What merging a generation led to.</summary>
/// <param name="StopReason">The budget that is used up; null when there is none.</param>
public sealed record MergedGeneration(StopReason? StopReason);

/// <summary>A generation whose evaluations have all ended.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Generation">From 0.</param>
/// <param name="At">Now.</param>
public sealed record MergeFrontInput(string SearchId, int Generation, DateTimeOffset At);

/// <summary>
/// Ends a generation: puts its outcomes together, merges the front, tells the algorithm and
/// settles the budget.
/// </summary>
/// <remarks>
/// Each document is a function of those before it and is written once, the state last: stopped anywhere and repeated, it comes to the
/// same end. What is merged depends on the order of proposals only, never on the order in which workers answered.
/// </remarks>
public sealed class MergeFrontActivity(
    SearchDocuments searches,
    SearchGenerations generations,
    SearchHistory history,
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
        var request = await searches.ReadRequestAsync(input.SearchId, cancellation);
        var evaluator = await evaluators.OfAsync(request, cancellation);
        var set = await outcomes.PutTogetherAsync(input.SearchId, input.Generation, evaluator, cancellation);
        await pools.AddAsync(input.SearchId, request, set, cancellation);
        await knowledge.AddAsync(input.SearchId, request, set, cancellation);
        var candidates = await generations.ReadCandidatesAsync(input.SearchId, input.Generation, cancellation);
        await TellAsync(input, evaluator, candidates, set, cancellation);
        var front = await MergeAsync(input, request, set, cancellation);
        var state = await searches.UpdateStateAsync(
            input.SearchId, found => Generation.Settle(found, request, front, candidates.Count, set), cancellation);
        logger.GenerationMerged(input.SearchId, input.Generation, front.Members.Count, front.Hypervolume);
        return new MergedGeneration(state.Budget.Exhausted(state.StartedAt, state.PausedAt ?? input.At));
    }

    async Task TellAsync(
        MergeFrontInput input, CandidateEvaluator evaluator, IReadOnlyList<ProposedCandidate> candidates, EvaluationSet set, CancellationToken cancellation)
    {
        var path = BlobPaths.Algorithm(input.SearchId, input.Generation);
        if (await store.FindVersionAsync(path, cancellation) is not null)
        {
            return;
        }

        var algorithm = await generations.ReadAlgorithmAsync(input.SearchId, input.Generation, evaluator, cancellation);
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
        await store.TryCreateAsync(path, algorithm.State, AlgorithmsJson.Default.AlgorithmState, cancellation);
    }

    // Another run of this same activity may be faster: then the next try finds that it has written the same.
    Task<FrontDocument> MergeAsync(MergeFrontInput input, SearchRequest request, EvaluationSet set, CancellationToken cancellation) =>
        DocumentUpdates.UpdateAsync(BlobPaths.Front(input.SearchId), () => TryMergeAsync(input, request, set, cancellation));

    /// <returns>The front as it is now; null after a conflict.</returns>
    async Task<FrontDocument?> TryMergeAsync(MergeFrontInput input, SearchRequest request, EvaluationSet set, CancellationToken cancellation)
    {
        var path = BlobPaths.Front(input.SearchId);
        var previous = input.Generation == 0
            ? await store.FindAsync(path, CoreJson.Default.FrontDocument, cancellation)
            : await store.ReadAsync(path, CoreJson.Default.FrontDocument, cancellation);
        var held = previous?.Value.Generation ?? 0;
        if (held == input.Generation + 1)
        {
            return previous!.Value;
        }

        if (held != input.Generation)
        {
            throw new DocumentException(
                path, $"is the front after {held} generations, not after {input.Generation}. Restore it from a copy.");
        }

        var (front, entries) = Generation.Merge(input.SearchId, request, previous?.Value, set);
        await history.AppendAsync(input.SearchId, input.Generation, entries, cancellation);
        var isWritten = previous is null
            ? await store.TryCreateAsync(path, front, CoreJson.Default.FrontDocument, cancellation)
            : await store.TryReplaceAsync(path, front, previous.Version, CoreJson.Default.FrontDocument, cancellation);
        return isWritten ? front : null;
    }
}
