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
    /// <param name="isShort">Whether nothing is to go on, by <see cref="IsShort"/>.</param>
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
        var isPaid = IsPaid(request);
        foreach (var (evaluation, outcome) in arrived.Select(WithPrediction))
        {
            stillOpen.Remove(evaluation);
            IReadOnlyList<PromotionDecision> decisions = evaluation.Decisions ?? [];
            if (IsAtItsEnd(evaluation, outcome, ladder))
            {
                ended.Add(WithDecisions(outcome, turn, decisions));
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
        var filled = AsynchronousPromotion.Promote(request, intake, pool, free, settled.Budget.EpochsToPromise(UsedBy(intake.Open, intake.Waiting)));
        return (filled, Wanted(request, Judged(filled), filled.Open, at, filled.Waiting));

        SearchDocument Judged(TurnIntake now) =>
            Generation.WithFront(Settle(state, request, now.Ended, now.Open, now.Waiting) ?? state, front);
    }

    /// <summary>Whether what is left of the GPU seconds and of the cost is expected not to be enough for the next rungs of all that may go on, beside what is under way.</summary>
    /// <remarks>It depends on what workers took, so that the journal keeps it.</remarks>
    /// <param name="request">The search's.</param>
    /// <param name="budget">Before what has ended is settled.</param>
    /// <param name="open">What was under way.</param>
    /// <param name="arrived">What of it has ended.</param>
    public static bool IsShort(
        SearchRequest request, BudgetLedger budget, IReadOnlyList<OpenEvaluation> open, IReadOnlyList<ArrivedEvaluation> arrived)
    {
        ArgumentNullException.ThrowIfNull(budget);
        var ladder = RungLadder.Of(request);
        OpenEvaluation[] others = [.. open.Except(arrived.Select(evaluation => evaluation.Open))];
        OpenEvaluation[] climbing =
        [
            .. arrived
                .Where(evaluation => !IsAtItsEnd(evaluation.Open, evaluation.Outcome, ladder))
                .Select(evaluation => evaluation.Open with { Rung = evaluation.Open.Rung + 1 }),
        ];
        var used = EvaluationCost.Sum([.. others.Select(evaluation => evaluation.Cost).OfType<EvaluationCost>(), .. arrived.Select(evaluation => evaluation.Outcome.Cost)]);
        return !AsynchronousPromotion.IsOf(request) && climbing.Length > 0 && budget.AffordableEpochs(used) < EpochsOf(ladder, [.. others, .. climbing]);
    }

    /// <summary>What is under way, the last ones told to begin no training where what is left of the GPU seconds and of the cost is expected not to be enough for the rungs of all.</summary>
    /// <param name="request">The search's.</param>
    /// <param name="budget">With what has ended settled.</param>
    /// <param name="open">What is under way, in the order in which it was begun.</param>
    /// <param name="waiting">Who waits at rungs; null when nobody does.</param>
    public static IReadOnlyList<OpenEvaluation> Cover(
        SearchRequest request, BudgetLedger budget, IReadOnlyList<OpenEvaluation> open, IReadOnlyList<OpenEvaluation>? waiting = null)
    {
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(open);
        if (budget.AffordableEpochs(UsedBy(open, waiting)) is not { } left)
        {
            return open;
        }

        var ladder = RungLadder.Of(request);
        var epochs = 0L;
        var covered = new List<OpenEvaluation>();
        foreach (var evaluation in open)
        {
            epochs += EpochsOf(ladder, [evaluation]);
            covered.Add(epochs > left && !evaluation.IsKnown ? evaluation with { IsFinishing = true } : evaluation);
        }

        return covered;
    }

    /// <summary>How many candidates to ask the algorithm for; none once a budget is used up.</summary>
    /// <param name="request">The search's.</param>
    /// <param name="state">With what has ended settled and merged into the front.</param>
    /// <param name="open">What is under way.</param>
    /// <param name="at">Now.</param>
    /// <param name="waiting">Who waits at rungs; null when nobody does.</param>
    public static int Wanted(SearchRequest request, SearchDocument state, IReadOnlyList<OpenEvaluation> open, DateTimeOffset at, IReadOnlyList<OpenEvaluation>? waiting = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(open);
        return state.Budget.Exhausted(state.StartedAt, at) is null
            ? state.Budget.Affordable((request.Parallelism ?? 1) - open.Count, open.Count + (waiting?.Count ?? 0), UsedBy(open, waiting))
            : 0;
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

    /// <summary>The search's state with a turn's budget settled; null when that was done before.</summary>
    /// <param name="state">Before.</param>
    /// <param name="request">The search's.</param>
    /// <param name="set">What has ended.</param>
    /// <param name="open">What is under way: before the algorithm is asked, or after the turn.</param>
    /// <param name="waiting">Who waits at rungs then; null when nobody does. What they have used is held until they end.</param>
    public static SearchDocument? Settle(
        SearchDocument state, SearchRequest request, EvaluationSet set, IReadOnlyList<OpenEvaluation> open, IReadOnlyList<OpenEvaluation>? waiting = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(set);
        OpenEvaluation[] promised = [.. open.Where(evaluation => !evaluation.IsKnown), .. waiting ?? []];
        return state.Generation > set.Generation
            ? null
            : state with
            {
                Generation = set.Generation + 1,
                Budget = state.Budget.SettleTurn(
                    set.Generation, Generation.UsageOf(set, request), promised.Length, UsedBy(open, waiting), PromisedTo(promised, request)),
            };
    }

    /// <summary>What is promised to trainings together; null where it is a whole training of the request's epochs each.</summary>
    static int? PromisedTo(IReadOnlyList<OpenEvaluation> promised, SearchRequest request) => CandidateEpochs.AreOf(request)
        ? (int)EpochsOf(RungLadder.Of(request), promised)
        : AsynchronousPromotion.EpochsOf(request, promised);

    /// <summary>What has ended, with what was predicted of it before.</summary>
    internal static ArrivedEvaluation WithPrediction(ArrivedEvaluation arrived) => arrived.Open.Predicted is { } predicted
        ? arrived with { Outcome = arrived.Outcome with { Predicted = predicted } }
        : arrived;

    /// <summary>Whether an evaluation has come to its end with its rung, whoever goes on from it.</summary>
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

    /// <summary>Whether what rungs used is kept with evaluations that are under way: a limit is counted in it.</summary>
    internal static bool IsPaid(SearchRequest request) => request.Budgets is { GpuSeconds: not null } or { Cost: not null };

    /// <summary>What evaluations used at rungs behind them.</summary>
    static EvaluationCost UsedBy(IReadOnlyList<OpenEvaluation> open, IReadOnlyList<OpenEvaluation>? waiting = null) =>
        EvaluationCost.Sum([.. open.Concat(waiting ?? []).Select(evaluation => evaluation.Cost).OfType<EvaluationCost>()]);

    /// <summary>Epochs that the rungs take that evaluations are under way to.</summary>
    static long EpochsOf(RungLadder ladder, IEnumerable<OpenEvaluation> open) =>
        open.Where(evaluation => !evaluation.IsKnown).Sum(evaluation => (long)(evaluation.Epochs ?? ladder.EpochsAddedBy(evaluation.Rung)));

    internal static Evaluation WithDecisions(Evaluation outcome, int turn, IReadOnlyList<PromotionDecision> decisions) => RungOutcomes.AddDecisions(
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
/// <param name="Told">What the algorithm is told.</param>
public sealed record TurnIntake(EvaluationSet Ended, IReadOnlyList<OpenEvaluation> Open, IReadOnlyList<RungEntry> Entries, EvaluationSet Told)
{
    /// <value>Who waits at a rung after the turn, in the order in which they came there.</value>
    public IReadOnlyList<OpenEvaluation> Waiting { get; init; } = [];

    /// <value>Of these: who did not wait before.</value>
    public IReadOnlyList<OpenEvaluation> Joined { get; init; } = [];

    /// <value>Who waited before, and waits no longer.</value>
    public IReadOnlyList<CandidateId> Left { get; init; } = [];

    /// <value>How many of those that waited, or came to a rung in this turn, went on.</value>
    public int Promoted { get; init; }
}
