using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Engine;

/// <summary>Completes a generation: the outcomes of its candidates, its usage, and the new state of the search. Pure.</summary>
public static class Generation
{
    /// <summary>Returns the initial evaluation of a candidate.</summary>
    /// <param name="evaluator">The evaluator of the search.</param>
    /// <param name="generation">The generation, from 0.</param>
    /// <param name="index">The candidate's index in the generation, from 0.</param>
    /// <param name="candidate">The candidate.</param>
    public static Evaluation Start(CandidateEvaluator evaluator, int generation, int index, Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        ArgumentNullException.ThrowIfNull(candidate);
        var started = Outcomes.Start(generation, index, candidate.Proposed, evaluator.Request, evaluator.KnownOf(candidate.Architecture));
        return OwnFidelities.Of(evaluator.Request) is { } own ? started with { Fidelity = own.FidelityOf(candidate.Proposed) } : started;
    }

    /// <summary>Returns the outcome of every candidate in proposal order; candidates that a surrogate did not choose have none.</summary>
    /// <param name="evaluator">The evaluator of the search.</param>
    /// <param name="candidates">The candidates of the generation.</param>
    /// <param name="scores">The scores of the candidates.</param>
    /// <param name="selection">The candidates that were evaluated.</param>
    /// <param name="ended">The outcomes of the selected candidates.</param>
    /// <param name="promotions">The decisions at the rungs.</param>
    /// <param name="predictions">The predictions for the candidates.</param>
    public static EvaluationSet PutTogether(
        CandidateEvaluator evaluator,
        IReadOnlyList<Candidate> candidates,
        IReadOnlyList<CandidateScore> scores,
        TrainingSelection selection,
        IReadOnlyDictionary<CandidateId, Evaluation> ended,
        IReadOnlyList<RungPromotion> promotions,
        IReadOnlyDictionary<CandidateId, PredictedOutcome> predictions)
    {
        ArgumentNullException.ThrowIfNull(selection);
        var imported = Importing.OutcomesOf(evaluator, selection.Generation, candidates);
        var evaluations = new List<Evaluation>();
        foreach (var (index, candidate) in candidates.Index())
        {
            var id = candidate.Proposed.Id;
            var outcome = imported.GetValueOrDefault(id) is { } known ? known
                : ended.TryGetValue(id, out var found) ? OwnFidelities.End(RungOutcomes.AddDecisions(found, promotions), evaluator.Request)
                : selection.DropsOthers ? null
                : !scores[index].IsFeasible ? Outcomes.Infeasible(Start(evaluator, selection.Generation, index, candidate))
                : Outcomes.Declined(Start(evaluator, selection.Generation, index, candidate));
            if (outcome is not null)
            {
                evaluations.Add(outcome with { Predicted = predictions.GetValueOrDefault(id) });
            }
        }

        return new EvaluationSet { Generation = selection.Generation, Evaluations = evaluations };
    }

    /// <summary>Returns the budget that a generation used.</summary>
    public static GenerationUsage UsageOf(EvaluationSet set, SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(set);
        var countsEpochs = RungOutcomes.CountsEpochs(request);
        var paid = countsEpochs ? set.Evaluations.Where(Outcomes.IsPaid).ToHashSet() : [];
        var begun = set.Evaluations.Where(evaluation => !OwnFidelities.IsContinued(evaluation, request)).ToList();
        var whole = begun.Where(evaluation => paid.Contains(evaluation) && evaluation.Status == EvaluationStatus.Completed && evaluation.Cost.EpochsCached == 0).ToList();
        return new GenerationUsage
        {
            TrainingsSpent = begun.Count(Outcomes.IsPaid),
            TrainingsCached = begun.Count(evaluation => Outcomes.IsReused(evaluation, request)),
            Epochs = set.Evaluations.Sum(evaluation => evaluation.Cost.Epochs),
            EpochsCached = set.Evaluations.Sum(evaluation => evaluation.Cost.EpochsCached),
            EpochsSaved = set.Evaluations.Sum(evaluation => RungOutcomes.EpochsSaved(evaluation, request)),
            EarlyStopped = set.Evaluations.Count(evaluation => RungOutcomes.IsSaving(evaluation, request)),
            Evaluations = set.Evaluations.Count(evaluation => evaluation.ImportedFrom is null),
            GpuSeconds = set.Evaluations.Sum(evaluation => evaluation.Cost.GpuSeconds),
            WorkerSeconds = set.Evaluations.Sum(evaluation => evaluation.Cost.WorkerSeconds),
            TrainingSeconds = countsEpochs ? set.Evaluations.Sum(evaluation => evaluation.Cost.TrainingSeconds) : 0,
            WholeTrainings = whole.Count,
            WholeTrainingSeconds = whole.Sum(evaluation => evaluation.Cost.TrainingSeconds),
        };
    }

    /// <summary>Merges a generation into the front, and counts its outcomes.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="request">The request of the search.</param>
    /// <param name="previous">The front so far; null before the first generation.</param>
    /// <param name="set">The generation.</param>
    /// <param name="basis">As in <see cref="FrontMerge.Merge"/>.</param>
    public static MergedFront Merge(string searchId, SearchRequest request, FrontDocument? previous, EvaluationSet set, ReferenceBasis? basis = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(set);
        var merged = FrontMerge.Merge(
            searchId, previous, request.Objectives, set, basis, OwnFidelities.AreOf(request) ? OwnFidelities.IsWhole : null);

        // A front that was begun before outcomes were counted gets no counts, since those of later generations alone would mislead.
        var outcomes = (previous is null ? new OutcomeCounts() : previous.Outcomes)?.Plus(set.Evaluations, request.Constraints);
        return merged with { Front = merged.Front with { Outcomes = outcomes, RetrainOf = request.RetrainOf } };
    }

    /// <summary>Returns the state of the search after a generation is merged; null when that was done before.</summary>
    /// <param name="state">The previous state.</param>
    /// <param name="request">The request of the search.</param>
    /// <param name="front">The front including the generation.</param>
    /// <param name="proposed">Number of candidates that the generation proposed.</param>
    /// <param name="set">The generation.</param>
    public static SearchDocument? Settle(SearchDocument state, SearchRequest request, FrontDocument front, int proposed, EvaluationSet set)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(front);
        ArgumentNullException.ThrowIfNull(set);
        return state.Generation > set.Generation
            ? null
            : WithFront(state with { Generation = set.Generation + 1, Budget = state.Budget.Settle(set.Generation, UsageOf(set, request)) }, front) with
            {
                Surrogate = state.Surrogate is { Decision.Role: SurrogateRole.Active } surrogate
                    ? surrogate with { Screened = surrogate.Screened + proposed, Chosen = surrogate.Chosen + set.Evaluations.Count }
                    : state.Surrogate,
            };
    }

    /// <summary>Returns the state of the search with the values of its front.</summary>
    public static SearchDocument WithFront(SearchDocument state, FrontDocument front)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(front);
        return state with
        {
            Budget = state.Budget.Judge(front),
            Outcomes = front.Outcomes,
            FrontSize = front.Members.Count,
            Hypervolume = front.Hypervolume,
            ReferencePoint = front.ReferencePoint.Count > 0 ? front.ReferencePoint : null,
            ReferencePointOrigin = front.ReferencePointOrigin,
        };
    }
}
