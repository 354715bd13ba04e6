using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Engine;

/// <summary>A turn of an asynchronous search: takes in what has ended, and begins as much as may be under way at once. Pure.</summary>
/// <remarks>
/// Rungs are decided one candidate at a time, when it comes to them: asynchronous successive halving in the variant that stops (Li et al. 2020; for several
/// objectives Schmucker et al. 2021), so that nothing waits for others; or in the variant that promotes, <see cref="AsynchronousPromotion"/>. What is proposed and who goes on
/// is a function of the request, the results and the order of arrivals.
/// </remarks>
public static class AsynchronousTurn
{
    const int LeastForReference = 8;

    /// <summary>Takes in what has ended.</summary>
    /// <param name="request">The search's.</param>
    /// <param name="turn">From 0.</param>
    /// <param name="open">What was under way.</param>
    /// <param name="pool">What earlier arrivals were worth at the rungs.</param>
    /// <param name="arrived">What has ended, in order, each as it stands after its rung.</param>
    /// <param name="isStopping">Whether nothing is to go on, since the search is to stop.</param>
    /// <param name="waiting">Who waits at rungs; null when nobody does.</param>
    /// <param name="isShort">Whether nothing is to go on, by <see cref="TurnBudget.IsShort"/>.</param>
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

    /// <summary>What a turn begins: promotions first, then as many candidates as may be under way beside them.</summary>
    /// <param name="request">The search's.</param>
    /// <param name="state">Before the turn.</param>
    /// <param name="front">With what has ended.</param>
    /// <param name="intake">What the turn has taken in.</param>
    /// <param name="pool">What all were worth at the rungs, those included that came there in this turn.</param>
    /// <param name="at">Now.</param>
    /// <returns>The intake with those under way that go on, and how many candidates to ask the algorithm for: in the first turn of a search that imports results, these.</returns>
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

    /// <summary>What the reference point is inferred from: the first evaluations that complete, as many as are under way at once and at least eight, or all that there will be.</summary>
    /// <param name="request">The search's.</param>
    /// <param name="earlier">What ended before this turn, in order; needed while there is no reference point.</param>
    /// <param name="isLast">Whether nothing more will end.</param>
    public static ReferenceBasis Basis(SearchRequest request, IReadOnlyList<Evaluation> earlier, bool isLast)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new ReferenceBasis(earlier, isLast ? 1 : Math.Max(LeastForReference, request.Parallelism ?? 1));
    }

    /// <summary>What the evaluations of proposed candidates are as they begin.</summary>
    /// <param name="evaluator">The search's.</param>
    /// <param name="turn">From 0.</param>
    /// <param name="candidates">The candidates, in proposal order.</param>
    /// <param name="scores">Theirs, in the same order.</param>
    /// <param name="predicted">What a surrogate predicted of a candidate; null when none serves.</param>
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

    /// <summary>What has ended, with what was predicted of it before.</summary>
    internal static ArrivedEvaluation WithPrediction(ArrivedEvaluation arrived) => arrived.Open.Predicted is { } predicted
        ? arrived with { Outcome = arrived.Outcome with { Predicted = predicted } }
        : arrived;

    /// <summary>Whether an evaluation has come to its end with its rung, without a look at who is promoted.</summary>
    internal static bool IsAtItsEnd(OpenEvaluation evaluation, Evaluation outcome, RungLadder ladder) =>
        evaluation.IsKnown || outcome.Status != EvaluationStatus.Completed || evaluation.Rung == ladder.Count;

    /// <summary>Outcomes of what is under way and known without an evaluation, in order.</summary>
    /// <param name="evaluator">The search's.</param>
    /// <param name="turn">That proposed them.</param>
    /// <param name="known">Of that turn.</param>
    /// <param name="candidates">All of that turn, in proposal order.</param>
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
