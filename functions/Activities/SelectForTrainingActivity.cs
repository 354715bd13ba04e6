using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Application.Surrogates;
using Serverless.Application.Telemetry;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Functions.Logging;
using Serverless.Functions.Orchestrations;
using Serverless.Spaces;

namespace Serverless.Functions.Activities;

/// <summary>Selects the feasible candidates of a generation to train, and reserves their trainings and epochs as far as the budget allows.</summary>
/// <remarks>
/// The activity also scores the generation unless that was done in shards. Candidates are taken in proposal order or, where a surrogate
/// chooses, best first. Where nothing is trained, nothing is reserved. The reservation is in the state before the selection is written, and
/// a repeated reservation grants what the first one did.
/// </remarks>
public sealed class SelectForTrainingActivity(
    SearchTraces traces,
    SearchDocuments searches,
    SearchGenerations generations,
    CandidateScorer scorer,
    SurrogateSelector selector,
    RungPools pools,
    Evaluators evaluators,
    IDocumentStore store,
    ILogger<SelectForTrainingActivity> logger)
{
    /// <returns>The indices of the selected candidates in the generation.</returns>
    [Function(FunctionNames.SelectForTraining)]
    public async Task<int[]> RunAsync([ActivityTrigger] GenerationInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var span = (await traces.OfAsync(input.SearchId, cancellation)).Start(SpanNames.Select, input.Generation);
        var evaluator = await evaluators.OfAsync(await searches.ReadRequestAsync(input.SearchId, cancellation), cancellation);
        var candidates = await generations.ReadCandidatesAsync(input.SearchId, input.Generation, evaluator, cancellation);
        var scores = await ScoreAsync(input, evaluator, candidates, cancellation);
        var isImport = Importing.Count(evaluator.Request, input.Generation) > 0;
        var choices = isImport ? null : await selector.ChooseAsync(input.SearchId, input.Generation, evaluator, candidates, scores, cancellation);
        var wanted = isImport ? [] : Selecting.Wanted(scores, choices);
        var granted = evaluator.TakesJobs ? await ReserveAsync(input, evaluator.Request, wanted, candidates, cancellation) : wanted.Count;
        var selection = await generations.GetOrCreateAsync(
            BlobPaths.Selection(input.SearchId, input.Generation),
            Selecting.Grant(input.Generation, wanted, choices, granted),
            CoreJson.Default.TrainingSelection,
            cancellation);
        logger.CandidatesSelected(input.SearchId, input.Generation, selection.Selected.Count, selection.Declined);
        var selected = selection.Selected.ToHashSet();
        return [.. Enumerable.Range(0, candidates.Count).Where(index => selected.Contains(candidates[index].Proposed.Id))];
    }

    async Task<int> ReserveAsync(
        GenerationInput input, SearchRequest request, IReadOnlyList<CandidateId> wanted, IReadOnlyList<Candidate> candidates, CancellationToken cancellation)
    {
        var granted = 0;
        var ladder = RungLadder.Of(request);
        var shares = CandidateShares.Of(
            request,
            wanted.Select(id => candidates.First(candidate => candidate.Proposed.Id == id).Proposed),
            await pools.ReadBeforeAsync(input.SearchId, ladder, input.Generation, cancellation));
        await searches.UpdateStateAsync(
            input.SearchId,
            state =>
            {
                var reservation = shares is null ? state.Budget.Reserve(input.Generation, wanted.Count, ladder) : state.Budget.Reserve(input.Generation, shares);
                granted = reservation.Granted;
                return reservation.Ledger == state.Budget ? null : state with { Budget = reservation.Ledger };
            },
            cancellation);
        return granted;
    }

    async Task<IReadOnlyList<CandidateScore>> ScoreAsync(
        GenerationInput input, CandidateEvaluator evaluator, IReadOnlyList<Candidate> candidates, CancellationToken cancellation)
    {
        var path = BlobPaths.Scores(input.SearchId, input.Generation);
        if (await store.FindAsync(path, CoreJson.Default.ScoreSet, cancellation) is { } earlier)
        {
            return earlier.Value.Scores;
        }

        var scores = candidates.Count <= SearchOrchestrator.ShardSize
            ? await scorer.ScoreAsync(input.SearchId, input.Generation, evaluator, candidates, cancellation)
            : await JoinShardsAsync(input, candidates.Count, cancellation);
        var set = new ScoreSet { Generation = input.Generation, Scores = scores };
        return (await generations.GetOrCreateAsync(path, set, CoreJson.Default.ScoreSet, cancellation)).Scores;
    }

    async Task<IReadOnlyList<CandidateScore>> JoinShardsAsync(GenerationInput input, int count, CancellationToken cancellation)
    {
        var scores = new List<CandidateScore>();
        for (var first = 0; first < count; first += SearchOrchestrator.ShardSize)
        {
            var shard = await store.ReadAsync(
                BlobPaths.ScoreShard(input.SearchId, input.Generation, first), CoreJson.Default.ScoreSet, cancellation);
            scores.AddRange(shard.Value.Scores);
        }

        return scores;
    }
}
