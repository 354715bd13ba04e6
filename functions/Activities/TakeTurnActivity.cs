using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.Application.Jobs;
using Serverless.Application.Orchestrations;
using Serverless.Application.Searches;
using Serverless.Application.Surrogates;
using Serverless.Application.Telemetry;
using Serverless.Core.Budgets;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Surrogates;
using Serverless.Functions.Adapters;
using Serverless.Functions.Logging;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Activities;

/// <summary>The input of <see cref="TakeTurnActivity"/>: one turn of an asynchronous search.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Turn">The turn, from 0.</param>
/// <param name="At">The current time.</param>
/// <param name="Jobs">The settings for waiting on the jobs of evaluations.</param>
/// <param name="Heard">The evaluations that are reported to have ended, in the order in which the reports arrived.</param>
/// <param name="LooksAtAll">Whether to check all evaluations in progress, since reports may have been lost.</param>
/// <param name="IsStopping">Whether to start nothing new.</param>
/// <param name="Failures">The counts of failed evaluations since the search began or was started again; null when there were none.</param>
/// <param name="MaximumFailures">The maximum number of evaluations that may fail; null when the request sets no limit.</param>
public sealed record TakeTurnInput(
    string SearchId,
    int Turn,
    DateTimeOffset At,
    JobRetryOptions Jobs,
    IReadOnlyList<Arrival> Heard,
    bool LooksAtAll,
    bool IsStopping,
    FailureCount? Failures = null,
    int? MaximumFailures = null);

/// <summary>The result of a turn.</summary>
/// <param name="IsTaken">False when nothing has ended, so that the turn has yet to be taken.</param>
/// <param name="Open">The number of evaluations in progress.</param>
/// <param name="IsDue">Whether the next turn need not wait: it ends evaluations whose outcome is known, or nothing is in progress.</param>
/// <param name="StopReason">The reason why the search ends, with nothing in progress any more; null when it continues.</param>
/// <param name="IsCancelled">Whether the search was cancelled.</param>
/// <param name="IsPauseRequested">Whether the search is to pause.</param>
/// <param name="Failures">The counts of failed evaluations so far; null when none failed.</param>
/// <param name="Verdict">The reason why the search is to fail; null when it is not.</param>
/// <param name="Waiting">The number of evaluations that wait at a rung; the search does not end before they do.</param>
public sealed record TurnTaken(
    bool IsTaken,
    int Open,
    bool IsDue,
    StopReason? StopReason,
    bool IsCancelled,
    bool IsPauseRequested,
    FailureCount? Failures = null,
    string? Verdict = null,
    int Waiting = 0);

/// <summary>
/// Takes in the evaluations that have ended, settles their budget, merges the front, passes the results to the algorithm and asks it for as many
/// candidates as can be in progress, reserves their budget, and starts their evaluations.
/// </summary>
/// <remarks>
/// Each document is a function of those before it and is written once, the arrivals first. So a repeated turn has the same result, whatever has ended
/// meanwhile.
/// </remarks>
public sealed class TakeTurnActivity(
    SearchTraces traces,
    SearchDocuments searches,
    SearchTurns turns,
    TurnReceiving receiving,
    TurnProposing proposing,
    TurnSurrogates surrogates,
    SurrogateKnowledge knowledge,
    FrontMerging frontMerging,
    SearchCancellations cancellations,
    Evaluators evaluators,
    ILogger<TakeTurnActivity> logger)
{
    /// <summary>The number of turns after which a fit in progress is checked, however busy the search is.</summary>
    const int TurnsBetweenLooks = 64;

    [Function(FunctionNames.TakeTurn)]
    public Task<TurnTaken> RunAsync(
        [ActivityTrigger] TakeTurnInput input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        TakeAsync(input, new DurableEvaluations(client), cancellation);

    /// <summary>Takes the turn.</summary>
    /// <param name="input">The turn to take.</param>
    /// <param name="evaluations">Starts and signals evaluations.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public async Task<TurnTaken> TakeAsync(TakeTurnInput input, IEvaluations evaluations, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(evaluations);
        using var span = (await traces.OfAsync(input.SearchId, cancellation)).Start(SpanNames.TakeTurn, input.Turn);
        var state = await searches.ReadStateAsync(input.SearchId, cancellation);
        var evaluator = await evaluators.OfAsync(await searches.ReadRequestAsync(input.SearchId, cancellation), cancellation);
        var (isCancelled, isPauseRequested) = (await cancellations.IsAskedAsync(state, cancellation), state.PauseRequestedAt is not null);
        var open = await turns.ReadOpenAsync(input.SearchId, input.Turn, cancellation);
        var waiting = await turns.ReadWaitingAsync(input.SearchId, input.Turn, evaluator.Request, cancellation);
        var turn = new ReceivingTurn(input.Turn, input.At, evaluator, state, open, waiting, input.Heard, input.LooksAtAll, input.IsStopping || isCancelled);
        if (await receiving.ReceiveAsync(turn, cancellation) is not var (intake, arrivals, merging, read, ends))
        {
            await evaluations.EnsureStartedAsync(input.SearchId, input.Jobs, open, cancellation);
            await StartFitAsync(input, evaluations, state.Surrogate?.Decision, cancellation);
            await FinishAsync(input, evaluations, open, open, cancellation);
            return new TurnTaken(
                IsTaken: false, open.Count, IsDue: false, StopReason: null, isCancelled, isPauseRequested, input.Failures, Waiting: waiting.Count);
        }

        var request = evaluator.Request;
        var ladder = RungLadder.Of(request);
        await turns.KeepIntakeAsync(input.SearchId, intake, ladder, cancellation);
        var basis = await receiving.BasisAsync(state, request, intake, isLast: intake.Open.Count + intake.Waiting.Count + arrivals.Wanted == 0, cancellation);
        var front = await frontMerging.MergeAsync(
            input.SearchId, input.Turn, previous => merging.Merge(previous, basis), cancellation, read);
        await knowledge.AddAsync(input.SearchId, request, intake.Ended, cancellation);
        var decision = request.Surrogate is null || arrivals.Wanted == 0 || Importing.Count(request, input.Turn) > 0
            ? null
            : await surrogates.DecideAsync(input.SearchId, input.Turn, evaluator, state.Surrogate?.Decision, arrivals.Fitted, input.At, mayBeGone: open.Count == 0, cancellation);
        var judged = Generation.WithFront(TurnBudget.Settle(state, request, intake.Ended, intake.Open, intake.Waiting) ?? state, front);
        var proposed = await proposing.ProposeAsync(new ProposingTurn(evaluator, judged, intake, arrivals.Wanted, decision), cancellation);
        var after = proposed.Evaluations;
        state = await searches.UpdateStateAsync(
            input.SearchId,
            found => TurnBudget.Settle(found, request, intake.Ended, after, intake.Waiting) is not { } settled ? null : Generation.WithFront(settled, front) with
            {
                Surrogate = request.Surrogate is null ? null : SurrogatePlanning.Progress(
                    settled.Surrogate, decision, request.Surrogate.Kind, proposed.Screened, proposed.Screened == 0 ? 0 : after.Count(evaluation => evaluation.Generation == input.Turn)),
            },
            cancellation);
        await evaluations.EnsureStartedAsync(input.SearchId, input.Jobs, [.. after.ExceptBy(open.Select(evaluation => evaluation.Arrival), evaluation => evaluation.Arrival)], cancellation);
        await FinishAsync(input, evaluations, open, after, cancellation);
        await StartFitAsync(input, evaluations, state.Surrogate?.Decision, cancellation);
        logger.TurnTaken(input.SearchId, input.Turn, arrivals.Arrivals.Count, after.Count, front.Members.Count, front.Hypervolume);
        var (failures, verdict) = Judge(input, ends);
        var reason = after.Count + intake.Waiting.Count > 0 ? null
            : state.Budget.Exhausted(state.StartedAt, state.PausedAt ?? input.At) ?? (arrivals.Wanted > 0 ? StopReason.SpaceExhausted : null as StopReason?);
        if (reason is not null && state.Surrogate?.Decision.Fitting is { } fitting)
        {
            await evaluations.SignalFitAsync(fitting, EventNames.Stop, input.At.Ticks, cancellation);
        }

        return new TurnTaken(
            IsTaken: true,
            after.Count,
            after.Count == 0 || after.Any(evaluation => evaluation.IsKnown),
            reason,
            isCancelled,
            isPauseRequested,
            failures,
            verdict,
            intake.Waiting.Count);
    }

    /// <summary>
    /// Signals evaluations that must not start another training: once, and again whenever all evaluations are checked, since an event can be lost.
    /// </summary>
    static Task FinishAsync(
        TakeTurnInput input, IEvaluations evaluations, IReadOnlyList<OpenEvaluation> before, IReadOnlyList<OpenEvaluation> after, CancellationToken cancellation)
    {
        var told = before.Where(evaluation => evaluation.IsFinishing && !input.LooksAtAll).Select(evaluation => evaluation.Arrival);
        OpenEvaluation[] finishing = [.. after.Where(evaluation => evaluation.IsFinishing).ExceptBy(told, evaluation => evaluation.Arrival)];
        return finishing.Length == 0 ? Task.CompletedTask : evaluations.SignalAsync(input.SearchId, finishing, EventNames.Finish, number: 0, cancellation);
    }

    /// <summary>
    /// Starts the fit that was ordered in this turn; also checks an earlier fit that has not ended, every <see cref="TurnsBetweenLooks"/> turns and
    /// whenever all evaluations are checked.
    /// </summary>
    async Task StartFitAsync(TakeTurnInput input, IEvaluations evaluations, SurrogateDecision? decision, CancellationToken cancellation)
    {
        if (decision?.Fitting is { } fitting
            && (input.LooksAtAll || (input.Turn - decision.Generation) % TurnsBetweenLooks == 0)
            && await surrogates.FindEndedAsync(decision, mayBeGone: false, cancellation) is null)
        {
            await evaluations.EnsureFitStartedAsync(input.SearchId, input.Jobs, fitting, cancellation);
        }
    }

    static (FailureCount Failures, string? Verdict) Judge(TakeTurnInput input, IReadOnlyList<EvaluationEnd> ends)
    {
        var failures = input.Failures ?? new FailureCount();
        string? verdict = null;
        foreach (var end in ends.Where(end => !end.IsStopped))
        {
            failures = failures.Add(end.Failure);
            verdict ??= failures.Verdict(input.MaximumFailures);
        }

        return (failures, verdict);
    }
}
