using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Engine;

/// <summary>What a turn of an asynchronous search may spend: reserved for what is under way, settled when it has ended. Pure.</summary>
public static class TurnBudget
{
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
                .Where(evaluation => !AsynchronousTurn.IsAtItsEnd(evaluation.Open, evaluation.Outcome, ladder))
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

    /// <summary>Whether what rungs used is kept with evaluations that are under way: a limit is counted in it.</summary>
    internal static bool IsPaid(SearchRequest request) => request.Budgets is { GpuSeconds: not null } or { Cost: not null };

    /// <summary>What evaluations used at rungs behind them.</summary>
    internal static EvaluationCost UsedBy(IReadOnlyList<OpenEvaluation> open, IReadOnlyList<OpenEvaluation>? waiting = null) =>
        EvaluationCost.Sum([.. open.Concat(waiting ?? []).Select(evaluation => evaluation.Cost).OfType<EvaluationCost>()]);

    /// <summary>Epochs that the rungs take that evaluations are under way to.</summary>
    static long EpochsOf(RungLadder ladder, IEnumerable<OpenEvaluation> open) =>
        open.Where(evaluation => !evaluation.IsKnown).Sum(evaluation => (long)(evaluation.Epochs ?? ladder.EpochsAddedBy(evaluation.Rung)));
}
