using Microsoft.DurableTask;
using Serverless.Core.Budgets;
using Serverless.Functions.Activities;

namespace Serverless.Functions.Orchestrations;

/// <summary>Holds a search while it is paused, and moves its deadline by the length of the pause.</summary>
/// <remarks>Events only wake it; the state of the search says what is requested. One instance per turn, like <see cref="StopSignals"/>.</remarks>
sealed class SearchPace(TaskOrchestrationContext context, StopSignals signals, string searchId, SearchPlan plan)
{
    /// <value>A task that completes when the request to pause or resume may have changed.</value>
    public Task Asked { get; private set; } = context.WaitForExternalEvent<object>(EventNames.Pace);

    public bool IsPaused { get; private set; }

    /// <value>The plan of the search, with the current deadline.</value>
    public SearchPlan Plan { get; private set; } = plan;

    /// <summary>
    /// Reads the state if an event arrived or the deadline passed: budget may have been added since the timer was set.
    /// </summary>
    /// <param name="isToLook">Whether to read the state in any case.</param>
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

    /// <summary>Reads from the state whether the search is paused and what its limits are, and applies both.</summary>
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

    /// <summary>Returns whether the deadline has passed; a deadline that a pause or added budget has moved does not count.</summary>
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

    /// <summary>Completes when the search may continue, or was cancelled.</summary>
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
