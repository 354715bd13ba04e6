using Microsoft.DurableTask;
using Serverless.Core.Budgets;

namespace Serverless.Functions.Orchestrations;

/// <summary>What can end a search early: a cancellation at any time, and its deadline while that is armed.</summary>
/// <remarks>One per turn, so that one waiter for the event is pending and no event goes to a waiter that was given up.</remarks>
sealed class StopSignals(TaskOrchestrationContext context) : IDisposable
{
    readonly Task _cancelled = context.WaitForExternalEvent<object>(EventNames.Cancel);
    CancellationTokenSource? _timer;
    Task? _deadline;

    /// <value>The signal that came; a cancellation goes before the deadline. Null when none came.</value>
    public StopReason? Raised =>
        _cancelled.IsCompleted ? StopReason.Cancelled
        : _deadline is { IsCompletedSuccessfully: true } ? StopReason.BudgetWallClock
        : null;

    /// <value>Completes with the first signal.</value>
    public Task Any => _deadline is null ? _cancelled : Task.WhenAny(_cancelled, _deadline);

    /// <summary>Sets the timer for the deadline, if there is one.</summary>
    /// <remarks>To be disarmed before the turn ends: an open timer would keep it.</remarks>
    public void Arm(DateTimeOffset? deadline)
    {
        Disarm();
        if (deadline is { } end)
        {
            _timer = new CancellationTokenSource();
            _deadline = context.CreateTimer(end.UtcDateTime, _timer.Token);
        }
    }

    /// <summary>Takes the timer back, and forgets the deadline, whether it passed or not.</summary>
    public void Disarm()
    {
        _timer?.Cancel();
        _timer?.Dispose();
        _timer = null;
        _deadline = null;
    }

    public void Dispose() => Disarm();
}
