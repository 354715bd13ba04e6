using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Engine;

/// <summary>
/// One turn of an asynchronous search: takes in the evaluations that have ended, and starts as many as can be in progress at once. Pure.
/// </summary>
/// <remarks>
/// Rungs are decided for one candidate at a time, when it reaches them: asynchronous successive halving, either in the stopping variant (Li et al.
/// 2020; for several objectives Schmucker et al. 2021), where no candidate waits for others, or in the promoting variant,
/// <see cref="AsynchronousPromotion"/>. Which candidates are proposed and which continue is a function of the request, the results and the order of
/// arrivals.
/// </remarks>
public static class AsynchronousTurn
{
    const int LeastForReference = 8;

    /// <summary>Takes in the evaluations that have ended.</summary>
    /// <param name="request">The request of the search.</param>
    /// <param name="turn">The turn, from 0.</param>
    /// <param name="open">The evaluations that were in progress.</param>
    /// <param name="pool">The values of earlier arrivals at the rungs.</param>
    /// <param name="arrived">The evaluations that have ended, in order, each as it stands after its rung.</param>
    /// <param name="isStopping">Whether no evaluation continues, since the search is to stop.</param>
    /// <param name="waiting">The evaluations that wait at rungs; null when there are none.</param>
    /// <param name="isShort">Whether no evaluation continues, because <see cref="TurnBudget.IsShort"/> says so.</param>
    public static TurnIntake Receive(
        SearchRequest request,
        int turn,
        IReadOnlyList<OpenEvaluation> open,
        IReadOnlyList<RungEntry> pool,
        IReadOnlyList<ArrivedEvaluation> arrived,
        bool isStopping = false,
        IReadOnlyList<OpenEvaluation>? waiting = null,
        bool isShort = false)
    {
        ArgumentNullException.ThrowIfNull(arrived);
        if (AsynchronousPromotion.IsOf(request))
        {
            return AsynchronousPromotion.Receive(request, turn, open, waiting ?? [], pool, arrived);
        }

        var ladder = RungLadder.Of(request);
        var ended = new List<Evaluation>();
        var entries = new List<RungEntry>();
        var stillOpen = open.ToList();
        var isPaid = TurnBudget.IsPaid(request);
        foreach (var (evaluation, outcome) in arrived.Select(WithPrediction))
        {
            stillOpen.Remove(evaluation);
            IReadOnlyList<PromotionDecision> decisions = evaluation.Decisions ?? [];
            if (IsAtItsEnd(evaluation, outcome, ladder))
            {
                ended.Add(WithDecisions(outcome, turn, decisions));
                entries.AddRange(CurveRule.IsOf(request) ? RungOutcomes.Entries(outcome, ladder, request).Where(entry => entry.Rung == ladder.Count) : []);
                continue;
            }

            var promotion = Promoting.DecideAlone(request, turn, evaluation.Rung, pool.Concat(entries), outcome);
            entries.Add(RungOutcomes.Entries(outcome, ladder, request).Last());
            decisions = [.. decisions, .. promotion.Decisions];
            if (promotion.Decisions[0].IsPromoted && !isStopping && !isShort)
            {
                stillOpen.Add(evaluation with { Rung = evaluation.Rung + 1, Cost = isPaid ? outcome.Cost : null, Decisions = decisions });
            }
            else
            {
                ended.Add(WithDecisions(RungOutcomes.End(outcome, evaluation.Rung, promotion, isShort && !isStopping ? Outcomes.NotAffordable : RungOutcomes.EndedFirst), turn, decisions));
            }
        }

        var set = new EvaluationSet { Generation = turn, Evaluations = ended };
        return new TurnIntake(set, stillOpen, entries, Told: set);
    }

    /// <summary>Chooses what a turn starts: promotions first, then as many candidates as can be in progress beside them.</summary>
    /// <param name="request">The request of the search.</param>
    /// <param name="state">The state of the search before the turn.</param>
    /// <param name="front">The front, with the evaluations that have ended.</param>
    /// <param name="intake">The evaluations that the turn has taken in.</param>
    /// <param name="pool">The values of all candidates at the rungs, including those that reached a rung in this turn.</param>
    /// <param name="at">The current time.</param>
    /// <returns>
    /// The intake with the evaluations that continue, and the number of candidates to ask of the algorithm; in the first turn of a search that
    /// imports results, the number of imported results.
    /// </returns>
    public static (TurnIntake Intake, int Wanted) Fill(
        SearchRequest request, SearchDocument state, FrontDocument front, TurnIntake intake, IReadOnlyList<RungEntry> pool, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(intake);
        if (Importing.Count(request, intake.Ended.Generation) is > 0 and var imported)
        {
            return (intake, imported);
        }

        var settled = Judged(intake);
        var free = settled.Budget.Exhausted(settled.StartedAt, at) is null ? (request.Parallelism ?? 1) - intake.Open.Count : 0;
        var filled = AsynchronousPromotion.Promote(request, intake, pool, free, settled.Budget.EpochsToPromise(TurnBudget.UsedBy(intake.Open, intake.Waiting)));
        return (filled, TurnBudget.Wanted(request, Judged(filled), filled.Open, at, filled.Waiting));

        SearchDocument Judged(TurnIntake now) =>
            Generation.WithFront(TurnBudget.Settle(state, request, now.Ended, now.Open, now.Waiting) ?? state, front);
    }

    /// <summary>
    /// Returns the evaluations from which the reference point is inferred: the first ones that complete, as many as are in progress at once and at
    /// least eight, or all that there will be.
    /// </summary>
    /// <param name="request">The request of the search.</param>
    /// <param name="earlier">The evaluations that ended before this turn, in order; needed while there is no reference point.</param>
    /// <param name="isLast">Whether no more evaluations will end.</param>
    public static ReferenceBasis Basis(SearchRequest request, IReadOnlyList<Evaluation> earlier, bool isLast)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new ReferenceBasis(earlier, isLast ? 1 : Math.Max(LeastForReference, request.Parallelism ?? 1));
    }

    /// <summary>Starts the evaluations of proposed candidates.</summary>
    /// <param name="evaluator">The evaluator of the search.</param>
    /// <param name="turn">The turn, from 0.</param>
    /// <param name="candidates">The candidates, in proposal order.</param>
    /// <param name="scores">The scores of the candidates, in the same order.</param>
    /// <param name="predicted">Returns the prediction of the surrogate for a candidate; null when no surrogate is in use.</param>
    public static IEnumerable<OpenEvaluation> Begin(
        CandidateEvaluator evaluator,
        int turn,
        IReadOnlyList<Candidate> candidates,
        IReadOnlyList<CandidateScore> scores,
        Func<CandidateId, PredictedOutcome?>? predicted = null)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        var own = CandidateEpochs.Of(evaluator.Request);
        var imported = Importing.OutcomesOf(evaluator, turn, candidates);
        return scores.Index().Select(score => new OpenEvaluation
        {
            Generation = turn,
            Index = score.Index,
            Candidate = score.Item.Candidate,
            Rung = 1,
            IsImported = imported.ContainsKey(score.Item.Candidate),
            IsInfeasible = !score.Item.IsFeasible && !imported.ContainsKey(score.Item.Candidate),
            Epochs = own?.Of(candidates[score.Index]),
            Predicted = predicted?.Invoke(score.Item.Candidate),
        });
    }

    /// <summary>Adds the earlier prediction to an evaluation that has ended.</summary>
    internal static ArrivedEvaluation WithPrediction(ArrivedEvaluation arrived) => arrived.Open.Predicted is { } predicted
        ? arrived with { Outcome = arrived.Outcome with { Predicted = predicted } }
        : arrived;

    /// <summary>Returns whether an evaluation ends with its rung, whatever is decided about promotion.</summary>
    internal static bool IsAtItsEnd(OpenEvaluation evaluation, Evaluation outcome, RungLadder ladder) =>
        evaluation.IsKnown || outcome.Status != EvaluationStatus.Completed || evaluation.Rung == ladder.Count;

    /// <summary>Lists the outcomes of evaluations in progress whose outcome is known without an evaluation, in order.</summary>
    /// <param name="evaluator">The evaluator of the search.</param>
    /// <param name="turn">The turn that proposed the candidates.</param>
    /// <param name="known">The evaluations of that turn whose outcome is known.</param>
    /// <param name="candidates">All candidates of that turn, in proposal order.</param>
    public static IEnumerable<ArrivedEvaluation> Known(
        CandidateEvaluator evaluator, int turn, IEnumerable<OpenEvaluation> known, IReadOnlyList<Candidate> candidates)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        ArgumentNullException.ThrowIfNull(candidates);
        var imported = Importing.OutcomesOf(evaluator, turn, candidates);
        return known.Select(evaluation => new ArrivedEvaluation(
            evaluation,
            evaluation.IsImported
                ? imported[evaluation.Candidate]
                : Outcomes.Infeasible(Generation.Start(evaluator, turn, evaluation.Index, candidates[evaluation.Index]))));
    }

    internal static Evaluation WithDecisions(Evaluation outcome, int turn, IReadOnlyList<PromotionDecision> decisions) => RungOutcomes.AddDecisions(
        outcome,
        [.. decisions.Select(decision => new RungPromotion { Generation = turn, Rung = decision.Rung, Decisions = [decision] })]);
}
