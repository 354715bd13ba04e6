using Microsoft.DurableTask;
using Serverless.Application.Searches;
using Serverless.Core.Budgets;
using Serverless.Core.Searches;
using Serverless.Functions.Activities;

namespace Serverless.Functions.Orchestrations;

/// <summary>Runs one turn of an asynchronous search: waits until something has ended, takes it in, and has as much begun.</summary>
/// <remarks>
/// Evaluations are orchestrations of their own, which outlive the turn, so that its history stays short. Their events only wake: what has ended is told by the
/// blobs of their outcomes, and when nothing is heard for long, all are looked at.
/// </remarks>
sealed class AsynchronousSearch(TaskOrchestrationContext context, StopSignals signals, SearchPace pace, SearchState turn)
{
    /// <summary>The most that one turn takes in, so that its input stays short.</summary>
    public const int MostHeard = 100;

    const int MostDoublings = 10;

    /// <summary>The first time in which nothing is heard after which all evaluations are looked at; it doubles with each look that finds nothing.</summary>
    static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(30);

    readonly AsynchronousState _before = turn.Asynchronous ?? new AsynchronousState();
    readonly List<Arrival> _heard = [.. turn.Asynchronous?.Heard ?? []];
    Task<EndedEvaluation> _next = context.WaitForExternalEvent<EndedEvaluation>(EventNames.Ended);
    StopReason? _stopping = turn.Asynchronous?.Stopping;
    string? _verdict = turn.Asynchronous?.Verdict;
    bool _isBroken;

    /// <returns>What the search is to do next.</returns>
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

        // What broke has no outcome to wait for.
        return (_isBroken || (taken.Open + taken.Waiting == 0 && taken.IsTaken)) && (_stopping ?? taken.StopReason) is { } reason
            ? new AsynchronousStep(after with { Asynchronous = null, Failures = taken.Failures }, reason, _verdict)
            : new AsynchronousStep(
                after with
                {
                    Plan = pace.Plan,
                    Failures = taken.Failures,

                    // More than can be handed on is found by looking.
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

    /// <returns>Whether all evaluations are to be looked at.</returns>
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
                // An event can be lost: those that were told to stop and are silent are told again.
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

    /// <summary>Holds the search, and what it has under way, while it is paused.</summary>
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

    /// <summary>Tells what is under way to stop, the first time that there is a reason.</summary>
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

/// <summary>What an asynchronous search does after a turn.</summary>
/// <param name="Next">The turn that follows.</param>
/// <param name="Reason">Why the search ends instead; null when it goes on.</param>
/// <param name="Verdict">Why it fails; null when it does not.</param>
sealed record AsynchronousStep(SearchState Next, StopReason? Reason, string? Verdict);

/// <summary>What one turn of an asynchronous search leaves to the next.</summary>
/// <param name="Open">Evaluations under way.</param>
/// <param name="IsDue">Whether the turn waits for nothing.</param>
/// <param name="Looks">How many turns in a row had nothing to take in.</param>
/// <param name="Stopping">Why it stops, once those under way have ended; null when it does not.</param>
/// <param name="Verdict">Why it is to fail; null when it is not.</param>
/// <param name="Heard">What has ended and was not taken in yet; null when there is nothing.</param>
/// <param name="LooksAtAll">Whether there is more than <paramref name="Heard"/> tells.</param>
public sealed record AsynchronousState(
    int Open = 0,
    bool IsDue = true,
    int Looks = 0,
    StopReason? Stopping = null,
    string? Verdict = null,
    IReadOnlyList<Arrival>? Heard = null,
    bool LooksAtAll = false);
