using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Engine;

/// <summary>
/// Manages the budget of a turn of an asynchronous search: reserved for evaluations in progress, settled when they have ended. Pure.
/// </summary>
public static class TurnBudget
{
    /// <summary>
    /// Returns whether the rest of the GPU seconds and of the cost is expected not to cover the next rungs of all that can continue, in addition to
    /// evaluations in progress.
    /// </summary>
    /// <remarks>The result depends on the time that workers took, so it is stored in the journal.</remarks>
    /// <param name="request">The request of the search.</param>
    /// <param name="budget">The budget before what has ended is settled.</param>
    /// <param name="open">Evaluations that were in progress.</param>
    /// <param name="arrived">Those of them that have ended.</param>
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

    /// <summary>
    /// Returns the evaluations in progress; the last ones must not start a training if the rest of the GPU seconds and of the cost is expected not to
    /// cover the rungs of all.
    /// </summary>
    /// <param name="request">The request of the search.</param>
    /// <param name="budget">The budget after what has ended is settled.</param>
    /// <param name="open">Evaluations in progress, in the order in which they were started.</param>
    /// <param name="waiting">Evaluations that wait at rungs; null when there are none.</param>
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

    /// <summary>Returns the number of candidates to ask of the algorithm; 0 once a budget is used up.</summary>
    /// <param name="request">The request of the search.</param>
    /// <param name="state">The state of the search, with what has ended settled and merged into the front.</param>
    /// <param name="open">Evaluations in progress.</param>
    /// <param name="at">The current time.</param>
    /// <param name="waiting">Evaluations that wait at rungs; null when there are none.</param>
    public static int Wanted(SearchRequest request, SearchDocument state, IReadOnlyList<OpenEvaluation> open, DateTimeOffset at, IReadOnlyList<OpenEvaluation>? waiting = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(open);
        return state.Budget.Exhausted(state.StartedAt, at) is null
            ? state.Budget.Affordable((request.Parallelism ?? 1) - open.Count, open.Count + (waiting?.Count ?? 0), UsedBy(open, waiting))
            : 0;
    }

    /// <summary>Returns the state of the search with a turn's budget settled; null when that was done before.</summary>
    /// <param name="state">The previous state.</param>
    /// <param name="request">The request of the search.</param>
    /// <param name="set">The evaluations that have ended.</param>
    /// <param name="open">Evaluations in progress: before the algorithm is asked, or after the turn.</param>
    /// <param name="waiting">Evaluations that wait at rungs then; null when there are none. Their usage stays reserved until they end.</param>
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

    /// <summary>Returns the epochs reserved for all trainings together; null if it is a whole training of the request's epochs each.</summary>
    static int? PromisedTo(IReadOnlyList<OpenEvaluation> promised, SearchRequest request) => CandidateEpochs.AreOf(request)
        ? (int)EpochsOf(RungLadder.Of(request), promised)
        : AsynchronousPromotion.EpochsOf(request, promised);

    /// <summary>Returns whether the usage of rungs is stored with evaluations in progress, because a limit depends on it.</summary>
    internal static bool IsPaid(SearchRequest request) => request.Budgets is { GpuSeconds: not null } or { Cost: not null };

    /// <summary>Returns the usage of evaluations at the rungs that they have completed.</summary>
    internal static EvaluationCost UsedBy(IReadOnlyList<OpenEvaluation> open, IReadOnlyList<OpenEvaluation>? waiting = null) =>
        EvaluationCost.Sum([.. open.Concat(waiting ?? []).Select(evaluation => evaluation.Cost).OfType<EvaluationCost>()]);

    /// <summary>Returns the epochs of the rungs to which evaluations are being trained.</summary>
    static long EpochsOf(RungLadder ladder, IEnumerable<OpenEvaluation> open) =>
        open.Where(evaluation => !evaluation.IsKnown).Sum(evaluation => (long)(evaluation.Epochs ?? ladder.EpochsAddedBy(evaluation.Rung)));
}
