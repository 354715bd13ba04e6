using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Engine;

/// <summary>A turn of an asynchronous search: takes in what has ended, and begins as much as may be under way at once. Pure.</summary>
/// <remarks>
/// Rungs are decided one candidate at a time, when it comes to them: asynchronous successive halving in the variant that stops (Li et al. 2020; for several
/// objectives Schmucker et al. 2021), so that nothing waits for others. What is proposed and who goes on is a function of the request, the results and the order of arrivals.
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
    /// <param name="isStopping">Whether nothing is to go on.</param>
    public static TurnIntake Receive(
        SearchRequest request,
        int turn,
        IReadOnlyList<OpenEvaluation> open,
        IReadOnlyList<RungEntry> pool,
        IReadOnlyList<ArrivedEvaluation> arrived,
        bool isStopping = false)
    {
        ArgumentNullException.ThrowIfNull(arrived);
        var ladder = RungLadder.Of(request);
        var ended = new List<Evaluation>();
        var entries = new List<RungEntry>();
        var stillOpen = open.ToList();
        foreach (var (evaluation, outcome) in arrived)
        {
            stillOpen.Remove(evaluation);
            IReadOnlyList<PromotionDecision> decisions = evaluation.Decisions ?? [];
            if (outcome.Status != EvaluationStatus.Completed || evaluation.Rung == ladder.Count)
            {
                ended.Add(WithDecisions(outcome, turn, decisions));
                continue;
            }

            var promotion = Promoting.DecideAlone(request, turn, evaluation.Rung, pool.Concat(entries), outcome);
            entries.Add(RungOutcomes.Entries(outcome, ladder, request).Last());
            decisions = [.. decisions, .. promotion.Decisions];
            if (promotion.Decisions[0].IsPromoted && !isStopping)
            {
                stillOpen.Add(evaluation with { Rung = evaluation.Rung + 1, Decisions = decisions });
            }
            else
            {
                ended.Add(WithDecisions(RungOutcomes.End(outcome, evaluation.Rung, promotion), turn, decisions));
            }
        }

        return new TurnIntake(new EvaluationSet { Generation = turn, Evaluations = ended }, stillOpen, entries);
    }

    /// <summary>How many candidates to ask the algorithm for; none once a budget is used up.</summary>
    /// <param name="request">The search's.</param>
    /// <param name="state">With what has ended settled and merged into the front.</param>
    /// <param name="open">What is under way.</param>
    /// <param name="at">Now.</param>
    public static int Wanted(SearchRequest request, SearchDocument state, IReadOnlyList<OpenEvaluation> open, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(open);
        return state.Budget.Exhausted(state.StartedAt, at) is null ? state.Budget.Affordable((request.Parallelism ?? 1) - open.Count, open.Count) : 0;
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
    /// <param name="turn">From 0.</param>
    /// <param name="scores">The candidates', in proposal order.</param>
    public static IEnumerable<OpenEvaluation> Begin(int turn, IReadOnlyList<CandidateScore> scores) =>
        scores.Index().Select(score => new OpenEvaluation
        {
            Generation = turn,
            Index = score.Index,
            Candidate = score.Item.Candidate,
            Rung = 1,
            IsInfeasible = !score.Item.IsFeasible,
        });

    /// <summary>The search's state with a turn's budget settled; null when that was done before.</summary>
    /// <param name="state">Before.</param>
    /// <param name="request">The search's.</param>
    /// <param name="set">What has ended.</param>
    /// <param name="open">What is under way: before the algorithm is asked, or after the turn.</param>
    public static SearchDocument? Settle(SearchDocument state, SearchRequest request, EvaluationSet set, IReadOnlyList<OpenEvaluation> open)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(set);
        var promised = open.Count(evaluation => !evaluation.IsInfeasible);
        return state.Generation > set.Generation
            ? null
            : state with
            {
                Generation = set.Generation + 1,
                Budget = state.Budget.SettleTurn(set.Generation, Generation.UsageOf(set, request), promised),
            };
    }

    static Evaluation WithDecisions(Evaluation outcome, int turn, IReadOnlyList<PromotionDecision> decisions) => RungOutcomes.AddDecisions(
        outcome,
        [.. decisions.Select(decision => new RungPromotion { Generation = turn, Rung = decision.Rung, Decisions = [decision] })]);
}

/// <summary>An evaluation that has ended at its rung.</summary>
/// <param name="Open">As it was under way.</param>
/// <param name="Outcome">As it stands after its rung.</param>
public sealed record ArrivedEvaluation(OpenEvaluation Open, Evaluation Outcome);

/// <summary>What the arrivals of a turn led to.</summary>
/// <param name="Ended">What has come to its end, in the order of arrivals.</param>
/// <param name="Open">What is under way still; those that went on from a rung last.</param>
/// <param name="Entries">What those were worth that came to a rung below the last.</param>
public sealed record TurnIntake(EvaluationSet Ended, IReadOnlyList<OpenEvaluation> Open, IReadOnlyList<RungEntry> Entries);
