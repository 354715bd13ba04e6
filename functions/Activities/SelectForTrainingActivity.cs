using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Algorithms;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Functions.Logging;
using Serverless.Functions.Orchestrations;
using Serverless.Functions.Searches;
using Serverless.Functions.Surrogates;

namespace Serverless.Functions.Activities;

/// <summary>
/// Scores a generation unless that was done in shards, and reserves trainings and their epochs for the feasible candidates of a generation, as far as the budget goes: in proposal order, or
/// for those that a surrogate chooses, the best first. A search of a table trains nothing, so nothing is reserved for what is looked up.
/// </summary>
/// <remarks>
/// The reservation stands in the state before the selection is written, and a repeated reservation grants what the first did.
/// </remarks>
public sealed class SelectForTrainingActivity(
    SearchDocuments searches,
    SearchGenerations generations,
    CandidateScorer scorer,
    SurrogateSelector selector,
    IDocumentStore store,
    ILogger<SelectForTrainingActivity> logger)
{
    /// <returns>The selected candidates' places in the generation.</returns>
    [Function(FunctionNames.SelectForTraining)]
    public async Task<int[]> RunAsync([ActivityTrigger] GenerationInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var candidates = await generations.ReadCandidatesAsync(input.SearchId, input.Generation, cancellation);
        var request = await searches.ReadRequestAsync(input.SearchId, cancellation);
        var scores = await ScoreAsync(input, request, candidates, cancellation);
        var choices = await selector.ChooseAsync(input.SearchId, input.Generation, request, candidates, scores, cancellation);
        var wanted = choices?.Select(choice => choice.Candidate).ToList()
            ?? [.. scores.Where(score => score.IsFeasible).Select(score => score.Candidate)];

        var granted = request.Table is null ? await ReserveAsync(input, wanted.Count, RungLadder.Of(request), cancellation) : wanted.Count;
        var selection = await generations.KeepAsync(
            BlobPaths.Selection(input.SearchId, input.Generation),
            new TrainingSelection
            {
                Generation = input.Generation,
                Selected = [.. wanted.Take(granted)],
                Declined = wanted.Count - granted,
                Choices = choices is null ? null : [.. choices.Take(granted)],
                DropsOthers = choices is not null,
            },
            CoreJson.Default.TrainingSelection,
            cancellation);
        logger.CandidatesSelected(input.SearchId, input.Generation, selection.Selected.Count, selection.Declined);
        var selected = selection.Selected.ToHashSet();
        return [.. Enumerable.Range(0, candidates.Count).Where(index => selected.Contains(candidates[index].Id))];
    }

    async Task<int> ReserveAsync(GenerationInput input, int wanted, RungLadder ladder, CancellationToken cancellation)
    {
        var granted = 0;
        await searches.UpdateStateAsync(
            input.SearchId,
            state =>
            {
                var reservation = state.Budget.Reserve(input.Generation, wanted, ladder);
                granted = reservation.Granted;
                return reservation.Ledger == state.Budget ? null : state with { Budget = reservation.Ledger };
            },
            cancellation);
        return granted;
    }

    async Task<IReadOnlyList<CandidateScore>> ScoreAsync(
        GenerationInput input, SearchRequest request, IReadOnlyList<ProposedCandidate> candidates, CancellationToken cancellation)
    {
        var path = BlobPaths.Scores(input.SearchId, input.Generation);
        if (await store.FindAsync(path, CoreJson.Default.ScoreSet, cancellation) is { } earlier)
        {
            return earlier.Value.Scores;
        }

        var scores = candidates.Count <= SearchOrchestrator.ShardSize
            ? await scorer.ScoreAsync(input.SearchId, input.Generation, request, candidates, cancellation)
            : await JoinShardsAsync(input, candidates.Count, cancellation);
        var set = new ScoreSet { Generation = input.Generation, Scores = scores };
        return (await generations.KeepAsync(path, set, CoreJson.Default.ScoreSet, cancellation)).Scores;
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
