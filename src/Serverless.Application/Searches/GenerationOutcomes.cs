using Serverless.Application.Storage;
using Serverless.Application.Surrogates;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Application.Searches;

/// <summary>Collects the outcomes of all candidates of a generation: the results of workers, or the values in the search's table.</summary>
public sealed class GenerationOutcomes(
    SearchGenerations generations, RungPlaces places, AlgorithmStates algorithms, SurrogateKnowledge knowledge, IDocumentStore store)
{
    /// <summary>
    /// Collects the outcomes in proposal order and stores them; a set that is stored already stays unchanged. Candidates that a surrogate did not
    /// choose have no outcome.
    /// </summary>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<EvaluationSet> PutTogetherAsync(
        string searchId, int generation, CandidateEvaluator evaluator, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        var path = BlobPaths.EvaluationSet(searchId, generation);
        if (await store.FindAsync(path, CoreJson.Default.EvaluationSet, cancellation) is { } earlier)
        {
            return earlier.Value;
        }

        var candidates = await generations.ReadCandidatesAsync(searchId, generation, evaluator, cancellation);
        var isSelected = evaluator.TakesJobs || evaluator.Request.Surrogate is not null;
        var scores = isSelected ? await ReadScoresAsync(searchId, generation, candidates, cancellation) : Scoring.Score(evaluator, candidates, null);
        var selection = isSelected
            ? (await store.ReadAsync(BlobPaths.Selection(searchId, generation), CoreJson.Default.TrainingSelection, cancellation)).Value
            : await SelectAsync(searchId, generation, evaluator, scores, cancellation);
        var ladder = RungLadder.Of(evaluator.Request);
        var promotions = await ReadPromotionsAsync(searchId, generation, ladder, cancellation);
        var ended = evaluator is TableEvaluator table
            ? await LookUpAsync(searchId, table, generation, candidates, selection, cancellation)
            : await ReadOutcomesAsync(searchId, selection, OwnFidelities.AreOf(evaluator.Request) ? null : ladder, promotions, cancellation);
        var order = await FindOrderAsync(searchId, generation, evaluator, cancellation);
        var set = Generation.PutTogether(
            evaluator, candidates, scores, selection, ended, promotions, PredictedOutcomes.Of(order, selection, scores));
        return await generations.GetOrCreateEvaluationsAsync(searchId, set, cancellation);
    }

    async Task<TrainingSelection> SelectAsync(
        string searchId, int generation, CandidateEvaluator evaluator, IReadOnlyList<CandidateScore> scores, CancellationToken cancellation)
    {
        var choices = Screening.IsOfTable(evaluator.Request)
            ? Screening.Choose(evaluator, await algorithms.ReadAsync(searchId, generation, evaluator, cancellation), scores)
            : null;
        return Selecting.Grant(generation, Selecting.Wanted(scores, choices), choices, scores.Count);
    }

    async Task<Dictionary<CandidateId, Evaluation>> LookUpAsync(
        string searchId, TableEvaluator table, int generation, IReadOnlyList<Candidate> candidates, TrainingSelection selection, CancellationToken cancellation)
    {
        var (selected, found) = (selection.Selected.ToHashSet(), new Dictionary<CandidateId, Evaluation>());
        var own = OwnFidelities.Of(table.Request);
        foreach (var (index, candidate) in candidates.Index().Where(candidate => selected.Contains(candidate.Item.Proposed.Id)))
        {
            var id = candidate.Proposed.Id;
            var before = own is null
                ? null
                : await places.FindBeforeAsync(table.Request, searchId, generation, id, own.RungOf(candidate.Proposed), cancellation);
            found[id] = table.LookUp(Generation.Start(table, generation, index, candidate) with { Rungs = before?.Rungs }, candidate.Architecture);
        }

        return found;
    }

    async Task<Dictionary<CandidateId, Evaluation>> ReadOutcomesAsync(
        string searchId, TrainingSelection selection, RungLadder? ladder, IReadOnlyList<RungPromotion> promotions, CancellationToken cancellation)
    {
        var ended = new Dictionary<CandidateId, Evaluation>();
        foreach (var candidate in selection.Selected)
        {
            ended[candidate] = await ReadOutcomeAsync(searchId, selection.Generation, candidate, ladder, promotions, cancellation);
        }

        return ended;
    }

    async Task<IReadOnlyList<CandidateScore>> ReadScoresAsync(
        string searchId, int generation, IReadOnlyList<Candidate> candidates, CancellationToken cancellation)
    {
        var path = BlobPaths.Scores(searchId, generation);
        var scores = (await store.ReadAsync(path, CoreJson.Default.ScoreSet, cancellation)).Value.Scores;
        return scores.Select(score => score.Candidate).SequenceEqual(candidates.Select(candidate => candidate.Proposed.Id))
            ? scores
            : throw new DocumentException(path, "does not hold the scores of the generation's candidates.");
    }

    async Task<FitSpecification?> FindOrderAsync(string searchId, int generation, CandidateEvaluator evaluator, CancellationToken cancellation) =>
        evaluator.Request.Surrogate is not null
        && await knowledge.ReadDecisionAsync(searchId, generation, cancellation) is { Surrogate: { } surrogate }
            ? (await store.ReadAsync(BlobPaths.FitSpecification(surrogate), CoreJson.Default.FitSpecification, cancellation)).Value
            : null;

    async Task<List<RungPromotion>> ReadPromotionsAsync(
        string searchId, int generation, RungLadder ladder, CancellationToken cancellation)
    {
        var promotions = new List<RungPromotion>();
        for (var rung = 1; rung < ladder.Count; rung++)
        {
            var path = BlobPaths.Promotion(searchId, generation, rung);
            if (await store.FindAsync(path, CoreJson.Default.RungPromotion, cancellation) is { Value: var promotion })
            {
                promotions.Add(promotion);
            }
        }

        return promotions;
    }

    async Task<Evaluation> ReadOutcomeAsync(
        string searchId, int generation, CandidateId candidate, RungLadder? ladder, IReadOnlyList<RungPromotion> promotions, CancellationToken cancellation)
    {
        // A candidate that was not promoted to the last rung has no outcome there; the highest rung that it reached has its result. Where the
        // algorithm chooses each candidate's fidelity, there is one outcome, whatever the rung.
        var isPromoted = ladder is null || ladder.Count == 1 || promotions.Any(promotion => promotion.Rung == ladder.Count - 1
            && promotion.Decisions.Any(decision => decision.IsPromoted && decision.Candidate == candidate));
        for (var rung = isPromoted ? 0 : ladder!.Count - 1; rung > 0; rung--)
        {
            if (await generations.FindRungOutcomeAsync(searchId, generation, rung, candidate, cancellation) is { } reached)
            {
                return RungOutcomes.End(reached, rung, promotions.FirstOrDefault(promotion => promotion.Rung == rung));
            }
        }

        var path = BlobPaths.Outcome(searchId, generation, candidate);
        var outcome = (await store.ReadAsync(path, CoreJson.Default.Evaluation, cancellation)).Value;
        return outcome.Candidate == candidate
            ? outcome
            : throw new DocumentException(path, $"holds the outcome of {outcome.Candidate}.");
    }
}
