using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Functions.Surrogates;

namespace Serverless.Functions.Searches;

/// <summary>What became of every candidate of a generation.</summary>
public sealed class GenerationOutcomes(SearchGenerations generations, PredictedOutcomes predicted, IDocumentStore store)
{
    /// <summary>Puts the outcomes together in proposal order and keeps them; those that were kept before stay. What a surrogate did not choose has none.</summary>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<EvaluationSet> PutTogetherAsync(
        string searchId, int generation, SearchRequest request, CancellationToken cancellation)
    {
        var path = BlobPaths.EvaluationSet(searchId, generation);
        if (await store.FindAsync(path, CoreJson.Default.EvaluationSet, cancellation) is { } earlier)
        {
            return earlier.Value;
        }

        var candidates = await generations.ReadCandidatesAsync(searchId, generation, cancellation);
        var selection = await store.ReadAsync(
            BlobPaths.Selection(searchId, generation), CoreJson.Default.TrainingSelection, cancellation);
        var selected = selection.Value.Selected.ToHashSet();
        var scoresPath = BlobPaths.Scores(searchId, generation);
        var scores = (await store.ReadAsync(scoresPath, CoreJson.Default.ScoreSet, cancellation)).Value.Scores;
        if (!scores.Select(score => score.Candidate).SequenceEqual(candidates.Select(candidate => candidate.Id)))
        {
            throw new DocumentException(scoresPath, "does not hold the scores of the generation's candidates.");
        }

        var ladder = RungLadder.Of(request);
        var predictions = await predicted.ReadAsync(searchId, generation, request, selection.Value, scores, cancellation);
        var promotions = await ReadPromotionsAsync(searchId, generation, ladder, cancellation);
        var evaluations = new List<Evaluation>();
        for (var index = 0; index < candidates.Count; index++)
        {
            if (selection.Value.DropsOthers && !selected.Contains(candidates[index].Id))
            {
                continue;
            }

            var started = Outcomes.Start(generation, index, candidates[index], request, scores[index]);
            var ended =
                !scores[index].IsFeasible ? Outcomes.Infeasible(started)
                : !selected.Contains(started.Candidate) ? Outcomes.Declined(started)
                : RungOutcomes.AddDecisions(await ReadOutcomeAsync(searchId, started, ladder, promotions, cancellation), promotions);
            evaluations.Add(ended with { Predicted = predictions.GetValueOrDefault(started.Candidate) });
        }

        var set = new EvaluationSet { Generation = generation, Evaluations = evaluations };
        return await generations.KeepAsync(path, set, CoreJson.Default.EvaluationSet, cancellation);
    }

    /// <summary>What a generation used of the budgets.</summary>
    public static GenerationUsage UsageOf(EvaluationSet set, SearchRequest request)
    {
        var paid = RungOutcomes.CountsEpochs(request) ? set.Evaluations.Where(Outcomes.IsPaid).ToList() : [];
        var whole = paid.Where(evaluation => evaluation.Status == EvaluationStatus.Completed && evaluation.Cost.EpochsCached == 0).ToList();
        return new GenerationUsage
        {
            TrainingsSpent = set.Evaluations.Count(Outcomes.IsPaid),
            TrainingsCached = set.Evaluations.Count(evaluation => Outcomes.IsReused(evaluation, request)),
            Epochs = set.Evaluations.Sum(evaluation => evaluation.Cost.Epochs),
            EpochsCached = set.Evaluations.Sum(evaluation => evaluation.Cost.EpochsCached),
            EpochsSaved = set.Evaluations.Sum(evaluation => RungOutcomes.EpochsSaved(evaluation, request)),
            EarlyStopped = set.Evaluations.Count(RungOutcomes.IsSaving),
            Evaluations = set.Evaluations.Count,
            WorkerSeconds = set.Evaluations.Sum(evaluation => evaluation.Cost.TrainingSeconds + evaluation.Cost.MeasuringSeconds),
            TrainingSeconds = RungOutcomes.CountsEpochs(request) ? set.Evaluations.Sum(evaluation => evaluation.Cost.TrainingSeconds) : 0,
            WholeTrainings = whole.Count,
            WholeTrainingSeconds = whole.Sum(evaluation => evaluation.Cost.TrainingSeconds),
        };
    }

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
        string searchId, Evaluation started, RungLadder ladder, IReadOnlyList<RungPromotion> promotions, CancellationToken cancellation)
    {
        // One that was not promoted to the last rung has no outcome there; the rung that it came to tells.
        var isPromoted = ladder.Count == 1 || promotions.Any(promotion => promotion.Rung == ladder.Count - 1
            && promotion.Decisions.Any(decision => decision.IsPromoted && decision.Candidate == started.Candidate));
        for (var rung = isPromoted ? 0 : ladder.Count - 1; rung > 0; rung--)
        {
            if (await generations.FindRungOutcomeAsync(searchId, started.Generation, rung, started.Candidate, cancellation) is { } reached)
            {
                return RungOutcomes.End(reached, rung, promotions.FirstOrDefault(promotion => promotion.Rung == rung));
            }
        }

        var path = BlobPaths.Outcome(searchId, started.Generation, started.Candidate);
        var outcome = (await store.ReadAsync(path, CoreJson.Default.Evaluation, cancellation)).Value;
        return outcome.Candidate == started.Candidate
            ? outcome
            : throw new DocumentException(path, $"holds the outcome of {outcome.Candidate}.");
    }
}
