using Microsoft.DurableTask;
using Serverless.Application.Searches;
using Serverless.Core.Budgets;
using Serverless.Core.Searches;
using Serverless.Functions.Activities;

namespace Serverless.Functions.Orchestrations;

/// <summary>Runs one turn of an asynchronous search: waits until an evaluation has ended, processes its outcome and starts new ones.</summary>
/// <remarks>
/// Evaluations are separate orchestrations that outlive the turn, so that the history of the turn stays short. Their events only wake the
/// turn; the outcome blobs say what has ended. When no event arrives for a long time, the turn checks all evaluations.
/// </remarks>
sealed class AsynchronousSearch(TaskOrchestrationContext context, StopSignals signals, SearchPace pace, SearchState turn)
{
    /// <summary>The most ended evaluations that one turn processes, so that its input stays short.</summary>
    public const int MostHeard = 100;

    const int MostDoublings = 10;

    /// <summary>The initial time without an event after which all evaluations are checked; it doubles with each check that finds nothing.</summary>
    static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(30);

    readonly AsynchronousState _before = turn.Asynchronous ?? new AsynchronousState();
    readonly List<Arrival> _heard = [.. turn.Asynchronous?.Heard ?? []];
    Task<EndedEvaluation> _next = context.WaitForExternalEvent<EndedEvaluation>(EventNames.Ended);
    StopReason? _stopping = turn.Asynchronous?.Stopping;
    string? _verdict = turn.Asynchronous?.Verdict;
    bool _isBroken;

    /// <returns>What the search does next.</returns>
    public async Task<AsynchronousStep> RunAsync()
    {
        if (_stopping is null)
        {
            signals.Arm(pace.Plan.Deadline);
        }

        var looksAtAll = await WaitAsync();
        signals.Disarm();
        var taken = await context.CallActivityAsync<TurnTaken>(
            FunctionNames.TakeTurn,
            new TakeTurnInput(
                turn.SearchId,
                turn.Generation,
                context.CurrentUtcDateTime,
                pace.Plan.Jobs,
                [.. _heard.Take(MostHeard)],
                looksAtAll || _before.LooksAtAll,
                _stopping is not null,
                turn.Failures,
                pace.Plan.MaximumFailures),
            ActivityRetries.Options);
        _heard.RemoveRange(0, Math.Min(MostHeard, _heard.Count));
        _verdict ??= taken.Verdict;

        var after = turn with { Generation = turn.Generation + (taken.IsTaken ? 1 : 0) };
        if (taken.IsPauseRequested && _stopping is null)
        {
            await pace.LookAsync();
        }

        await HoldAsync(after);
        await StopAsync(after, taken.IsCancelled ? StopReason.Cancelled : null);
        context.SetCustomStatus(new LiveStatus(after.Generation, 0, 0, 0, UnderWay: taken.Open, Waiting: taken.Waiting > 0 ? taken.Waiting : null));
        Listen();

        // A broken evaluation has no outcome to wait for.
        return (_isBroken || (taken.Open + taken.Waiting == 0 && taken.IsTaken)) && (_stopping ?? taken.StopReason) is { } reason
            ? new AsynchronousStep(after with { Asynchronous = null, Failures = taken.Failures }, reason, _verdict)
            : new AsynchronousStep(
                after with
                {
                    Plan = pace.Plan,
                    Failures = taken.Failures,

                    // Events beyond the limit are dropped: the next turn checks all evaluations instead.
                    Asynchronous = new AsynchronousState(
                        taken.Open,
                        taken.IsDue,
                        taken.IsTaken ? 0 : Math.Min(_before.Looks + 1, MostDoublings),
                        _stopping,
                        _verdict,
                        [.. _heard.Take(MostHeard)],
                        LooksAtAll: _heard.Count > MostHeard),
                },
                null,
                null);
    }

    /// <summary>Tells the evaluations in progress to stop after the turn has failed: they outlive it, and nothing else would end them.</summary>
    public async Task AbandonAsync()
    {
        // The turn failed before or after it wrote what is in progress now.
        foreach (var generation in (int[])[turn.Generation + 1, turn.Generation])
        {
            try
            {
                await SignalAsync(turn with { Generation = generation }, EventNames.Stop);
                return;
            }
            catch (TaskFailedException)
            {
                // The search fails for the reason that the turn did.
            }
        }
    }

    /// <returns>Whether all evaluations are to be checked.</returns>
    async Task<bool> WaitAsync()
    {
        Listen();
        while (_heard.Count == 0 && !_before.IsDue && _before.Open > 0)
        {
            using var timer = new CancellationTokenSource();
            var patience = context.CreateTimer(Patience, timer.Token);
            await Task.WhenAny(_stopping is null ? [_next, patience, signals.Any, pace.Asked] : [_next, patience]);
            timer.Cancel();
            Listen();
            if (patience.IsCompletedSuccessfully)
            {
                // An event can be lost, so evaluations that were told to stop and have not ended are told again.
                if (_stopping is not null)
                {
                    await SignalAsync(turn, EventNames.Stop);
                }

                return true;
            }

            await HoldAsync(turn);
            await StopAsync(turn, null);
        }

        return false;
    }

    TimeSpan Patience
    {
        get
        {
            var patience = _stopping is null ? FirstLook * Math.Pow(2, _before.Looks) : FirstLook;
            return patience < pace.Plan.Jobs.Patience ? patience : pace.Plan.Jobs.Patience;
        }
    }

    void Listen()
    {
        while (_next.IsCompleted)
        {
            var ended = _next.Result;
            _heard.Add(ended.Arrival);
            _verdict ??= ended.Error;
            _isBroken |= ended.Error is not null;
            _next = context.WaitForExternalEvent<EndedEvaluation>(EventNames.Ended);
        }
    }

    /// <summary>Holds the search, and the evaluations in progress, while it is paused.</summary>
    async Task HoldAsync(SearchState at)
    {
        if (_stopping is not null)
        {
            return;
        }

        await pace.FollowAsync();
        if (pace.IsPaused)
        {
            await SignalAsync(at, EventNames.Pause);
            await pace.RunningAsync();
            if (!pace.IsPaused)
            {
                await SignalAsync(at, EventNames.Resume);
            }
        }
    }

    /// <summary>Tells the evaluations in progress to stop, the first time that there is a reason.</summary>
    async Task StopAsync(SearchState at, StopReason? reason)
    {
        reason ??= signals.Raised ?? (_verdict is null ? null : StopReason.Failed);
        if (_stopping is null && reason is not null)
        {
            _stopping = reason;
            signals.Disarm();
            await SignalAsync(at, EventNames.Stop);
        }
    }

    Task SignalAsync(SearchState at, string eventName) => context.CallActivityAsync(
        FunctionNames.SignalEvaluations,
        new SignalEvaluationsInput(turn.SearchId, at.Generation, eventName, context.CurrentUtcDateTime.Ticks),
        ActivityRetries.Options);
}

/// <summary>The next step of an asynchronous search after a turn.</summary>
/// <param name="Next">The state of the next turn.</param>
/// <param name="Reason">Why the search ends instead; null when it continues.</param>
/// <param name="Verdict">Why the search fails; null when it does not.</param>
sealed record AsynchronousStep(SearchState Next, StopReason? Reason, string? Verdict);

/// <summary>What one turn of an asynchronous search hands to the next.</summary>
/// <param name="Open">The number of evaluations in progress.</param>
/// <param name="IsDue">Whether the turn begins without waiting.</param>
/// <param name="Looks">The number of consecutive turns that found nothing to process.</param>
/// <param name="Stopping">Why the search stops once the evaluations in progress have ended; null when it does not stop.</param>
/// <param name="Verdict">Why the search is to fail; null when it is not.</param>
/// <param name="Heard">The ended evaluations that were reported but not processed yet; null when there are none.</param>
/// <param name="LooksAtAll">Whether more evaluations have ended than <paramref name="Heard"/> lists.</param>
public sealed record AsynchronousState(
    int Open = 0,
    bool IsDue = true,
    int Looks = 0,
    StopReason? Stopping = null,
    string? Verdict = null,
    IReadOnlyList<Arrival>? Heard = null,
    bool LooksAtAll = false);
