using Serverless.Application.Fronts;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Application.Surrogates;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Application.Searches;

/// <summary>
/// Takes in the evaluations that have ended when a turn of an asynchronous search begins, and decides how many new ones can begin.
/// </summary>
public sealed class TurnReceiving(SearchTurns turns, TurnSurrogates surrogates, SearchFronts fronts)
{
    /// <summary>
    /// Decides which evaluations have ended, unless an earlier execution of the turn has decided it, and takes them in. The decision is the only
    /// document that is written.
    /// </summary>
    /// <returns>What the turn takes in; null when nothing has ended and nothing can be started.</returns>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<ReceivedTurn?> ReceiveAsync(ReceivingTurn turn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var (state, request, open) = (turn.State, turn.Evaluator.Request, turn.Open);
        var ladder = RungLadder.Of(request);
        var decided = await turns.FindArrivalsAsync(state.Id, turn.Number, cancellation);
        var ended = decided?.Arrivals ?? await FindEndedAsync(turn, ladder, cancellation);
        if (decided is null && ended.Count == 0 && open.Count > 0 && !open.Any(evaluation => evaluation.IsKnown))
        {
            return null;
        }

        var isStopping = decided?.IsStopping ?? turn.IsStopping;
        var arrived = await turns.ReadArrivedAsync(state.Id, turn.Evaluator, open, ended, cancellation);
        var ending = await turns.ReadReachedAsync(state.Id, ladder, AsynchronousPromotion.Ending(open, turn.Waiting), cancellation);
        var pool = await turns.ReadPoolAsync(state.Id, turn.Number, ladder, cancellation);
        var isShort = decided?.IsShort ?? TurnBudget.IsShort(request, state.Budget, open, arrived);
        var intake = AsynchronousTurn.Receive(request, turn.Number, open, pool, [.. arrived, .. ending], isStopping, turn.Waiting, isShort);
        var merging = new TurnMerging(state.Id, request, intake.Ended);
        pool = [.. pool, .. intake.Entries];
        var fills = decided is null && !isStopping;

        // Before the first turn there is no front. A later turn judges by the front what can be started, then merges into the same front.
        var read = fills && turn.Number > 0 ? await fronts.ReadAsync(state.Id, cancellation) : null;
        var (filled, wanted) = fills ? await FillAsync(turn, intake, merging, read?.Front, pool, cancellation) : (intake, 0);
        var own = decided ?? new ArrivalSet
        {
            Generation = turn.Number,
            Arrivals = ended,
            Wanted = wanted,
            IsStopping = isStopping,
            IsShort = isShort,
            Promoted = filled.Promoted,
            Fitted = wanted > 0 ? await surrogates.FindEndedAsync(state.Surrogate?.Decision, mayBeGone: open.Count == 0, cancellation) : null,
        };
        var arrivals = decided ?? await turns.KeepArrivalsAsync(state.Id, own, cancellation);
        if (!ReferenceEquals(arrivals, own))
        {
            // Another execution of the turn has decided meanwhile, perhaps otherwise. Its decision is the one to follow.
            return await ReceiveAsync(turn, cancellation);
        }

        EvaluationEnd[] ends = [.. arrived.Where(evaluation => !evaluation.Open.IsKnown).Select(evaluation => EvaluationEnd.Of(evaluation.Outcome, request))];
        return new ReceivedTurn(AsynchronousPromotion.Promote(request, intake, pool, arrivals.Promoted), arrivals, merging, read, ends);
    }

    /// <summary>
    /// Returns the evaluations from which the reference point is inferred; evaluations that ended earlier are read only in the turn in which enough
    /// have completed.
    /// </summary>
    /// <param name="state">The state of the search.</param>
    /// <param name="request">The request of the search.</param>
    /// <param name="intake">What the turn takes in.</param>
    /// <param name="isLast">Whether no evaluation ends after this turn.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public async Task<ReferenceBasis> BasisAsync(SearchDocument state, SearchRequest request, TurnIntake intake, bool isLast, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(intake);
        var basis = AsynchronousTurn.Basis(request, [], isLast);
        var completed = (state.Outcomes?.Completed ?? 0) + intake.Ended.Evaluations.Count(evaluation => evaluation.Status == EvaluationStatus.Completed);
        return state.ReferencePoint is null && completed >= basis.Least
            ? basis with { Earlier = await turns.ReadEndedBeforeAsync(state.Id, intake.Ended.Generation, cancellation) }
            : basis;
    }

    async Task<(TurnIntake Intake, int Wanted)> FillAsync(
        ReceivingTurn turn, TurnIntake intake, TurnMerging merging, FrontDocument? previous, IReadOnlyList<RungEntry> pool, CancellationToken cancellation)
    {
        var basis = await BasisAsync(turn.State, turn.Evaluator.Request, intake, isLast: false, cancellation);
        var front = merging.Merge(previous, basis).Front;
        return AsynchronousTurn.Fill(turn.Evaluator.Request, turn.State, front, intake, pool, turn.State.PausedAt ?? turn.At);
    }

    async Task<IReadOnlyList<Arrival>> FindEndedAsync(ReceivingTurn turn, RungLadder ladder, CancellationToken cancellation)
    {
        var feasible = turn.Open.Where(evaluation => !evaluation.IsKnown).ToList();
        var byArrival = feasible.ToDictionary(evaluation => evaluation.Arrival);

        // A report that arrives twice, or belongs to an earlier turn, has been taken in before.
        var said = turn.Heard.Distinct().Where(byArrival.ContainsKey);
        Arrival[] looked = [.. turn.LooksAtAll ? said.Union(feasible.Select(evaluation => evaluation.Arrival)) : said];
        var hasEnded = await Task.WhenAll(looked.Select(arrival => turns.HasEndedAsync(turn.State.Id, ladder, byArrival[arrival], cancellation)));
        return [.. looked.Where((_, place) => hasEnded[place])];
    }
}

/// <summary>A turn that begins.</summary>
/// <param name="Number">The turn, from 0.</param>
/// <param name="At">The current time.</param>
/// <param name="Evaluator">The evaluator of the search.</param>
/// <param name="State">The state of the search.</param>
/// <param name="Open">The evaluations in progress.</param>
/// <param name="Waiting">The evaluations that wait at a rung.</param>
/// <param name="Heard">The evaluations that are reported to have ended, in the order in which the reports arrived.</param>
/// <param name="LooksAtAll">Whether to check all evaluations in progress, since reports may have been lost.</param>
/// <param name="IsStopping">Whether to start nothing new.</param>
public sealed record ReceivingTurn(
    int Number,
    DateTimeOffset At,
    CandidateEvaluator Evaluator,
    SearchDocument State,
    IReadOnlyList<OpenEvaluation> Open,
    IReadOnlyList<OpenEvaluation> Waiting,
    IReadOnlyList<Arrival> Heard,
    bool LooksAtAll,
    bool IsStopping);

/// <summary>What a turn takes in.</summary>
/// <param name="Intake">The evaluations that have ended, those that continue, and the changes of the rung pools.</param>
/// <param name="Arrivals">The decision of the turn, as it is stored.</param>
/// <param name="Merging">Merges what has ended into a front.</param>
/// <param name="Read">The front as it was when the turn began; null when it was not read.</param>
/// <param name="Ends">How the evaluations that workers did have ended.</param>
public sealed record ReceivedTurn(TurnIntake Intake, ArrivalSet Arrivals, TurnMerging Merging, KeptFront? Read, IReadOnlyList<EvaluationEnd> Ends);
