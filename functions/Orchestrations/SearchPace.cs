using Microsoft.DurableTask;
using Serverless.Core.Budgets;
using Serverless.Functions.Activities;

namespace Serverless.Functions.Orchestrations;

/// <summary>Holds a search still while it is to be paused; its deadline moves by as much.</summary>
/// <remarks>The event only wakes; what is wanted stands in the search's state. One per turn, like <see cref="StopSignals"/>.</remarks>
sealed class SearchPace(TaskOrchestrationContext context, StopSignals signals, string searchId, SearchPlan plan)
{
    /// <value>Completes when what is wanted may have changed.</value>
    public Task Asked { get; private set; } = context.WaitForExternalEvent<object>(EventNames.Pace);

    public bool IsPaused { get; private set; }

    /// <value>The search's plan, with the deadline as it is now.</value>
    public SearchPlan Plan { get; private set; } = plan;

    /// <summary>Looks at what is wanted, if an event came or the deadline: budget may have been added since its timer was set.</summary>
    /// <param name="isToLook">Whether to look in any case.</param>
    /// <returns>Whether <see cref="IsPaused"/> has changed.</returns>
    public async Task<bool> FollowAsync(bool isToLook = false)
    {
        var before = IsPaused;
        if (isToLook || signals.Raised == StopReason.BudgetWallClock)
        {
            await LookAsync();
        }

        while (Asked.IsCompleted)
        {
            Asked = context.WaitForExternalEvent<object>(EventNames.Pace);
            await LookAsync();
        }

        return IsPaused != before;
    }

    /// <summary>Looks at what is wanted, and does it.</summary>
    public async Task LookAsync()
    {
        var (before, deadline) = (IsPaused, Plan.Deadline);
        var pacing = await context.CallActivityAsync<SearchPacing>(
            FunctionNames.PaceSearch, new PaceSearchInput(searchId, context.CurrentUtcDateTime), ActivityRetries.Options);
        IsPaused = pacing.IsPaused;
        Plan = Plan with { Deadline = pacing.Deadline, Gpu = pacing.Gpu ?? Plan.Gpu, Cost = pacing.Cost ?? Plan.Cost };
        if (before != IsPaused && IsPaused)
        {
            signals.Disarm();
        }
        else if (before != IsPaused || (!IsPaused && deadline != Plan.Deadline))
        {
            signals.Arm(Plan.Deadline);
        }
    }

    /// <summary>Whether the deadline has passed; not because of a pause, nor when budget was added in time.</summary>
    /// <returns>True also when the search was cancelled while it was paused.</returns>
    public async Task<bool> IsOverdueAsync()
    {
        if (!(Plan.Deadline <= context.CurrentUtcDateTime))
        {
            return false;
        }

        await LookAsync();
        await RunningAsync();
        return IsPaused || Plan.Deadline <= context.CurrentUtcDateTime;
    }

    /// <summary>Returns when the search may go on, or was cancelled.</summary>
    public async Task RunningAsync()
    {
        await FollowAsync();
        while (IsPaused && signals.Raised is null)
        {
            await Task.WhenAny(Asked, signals.Any);
            await FollowAsync();
        }
    }
}
