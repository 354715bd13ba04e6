using Microsoft.DurableTask;
using Serverless.Core.Budgets;

namespace Serverless.Functions.Orchestrations;

/// <summary>The signals that can end a search early: a cancellation at any time, and the deadline while it is armed.</summary>
/// <remarks>One instance per turn, so that a single waiter for the event is pending and no event goes to an abandoned one.</remarks>
sealed class StopSignals(TaskOrchestrationContext context) : IDisposable
{
    readonly Task _cancelled = context.WaitForExternalEvent<object>(EventNames.Cancel);
    CancellationTokenSource? _timer;
    Task? _deadline;

    /// <value>The signal that was raised; a cancellation takes precedence over the deadline. Null when none was.</value>
    public StopReason? Raised =>
        _cancelled.IsCompleted ? StopReason.Cancelled
        : _deadline is { IsCompletedSuccessfully: true } ? StopReason.BudgetWallClock
        : null;

    /// <value>A task that completes with the first signal.</value>
    public Task Any => _deadline is null ? _cancelled : Task.WhenAny(_cancelled, _deadline);

    /// <summary>Sets the timer for the deadline, if there is one.</summary>
    /// <remarks>It must be disarmed before the turn ends, since an open timer would keep the turn from ending.</remarks>
    public void Arm(DateTimeOffset? deadline)
    {
        Disarm();
        if (deadline is { } end)
        {
            _timer = new CancellationTokenSource();
            _deadline = context.CreateTimer(end.UtcDateTime, _timer.Token);
        }
    }

    /// <summary>Cancels the timer and clears the deadline, whether it has passed or not.</summary>
    public void Disarm()
    {
        _timer?.Cancel();
        _timer?.Dispose();
        _timer = null;
        _deadline = null;
    }

    public void Dispose() => Disarm();
}
