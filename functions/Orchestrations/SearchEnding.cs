using Microsoft.DurableTask;
using Serverless.Application.Jobs;
using Serverless.Core.Budgets;
using Serverless.Functions.Activities;

namespace Serverless.Functions.Orchestrations;

/// <summary>Ends a search, or lets it continue when budget was added while it was ending. One instance per turn.</summary>
/// <param name="context">The context of the search.</param>
/// <param name="signals">The stop signals, which are armed again for the tests of the front and disarmed after them.</param>
/// <param name="pace">The pace of the search, which holds its deadline.</param>
/// <param name="turn">The turn that ends, with the plan that it began with.</param>
sealed class SearchEnding(TaskOrchestrationContext context, StopSignals signals, SearchPace pace, SearchState turn)
{
    /// <summary>Has the front tested and the search ended.</summary>
    /// <remarks>
    /// Values from a table are not tested. A cancelled search ends without tests, and a search that is cancelled during its tests ends as
    /// cancelled. Tests have a deadline of their own: even without any worker, a search whose budget is used up ends and reports what is missing.
    /// </remarks>
    /// <returns>The next turn when the search continues; null when it has ended.</returns>
    public async Task<SearchState?> EndAsync(StopReason reason)
    {
        signals.Disarm();
        if (reason != StopReason.Cancelled && pace.Plan.TakesJobs && await TestAsync() == StopReason.Cancelled)
        {
            reason = StopReason.Cancelled;
        }

        var ended = await context.CallActivityAsync<EndedSearch>(
            FunctionNames.EndSearch,
            new EndSearchInput(turn.SearchId, reason, context.CurrentUtcDateTime, turn.Plan?.Deadline),
            ActivityRetries.Options);
        return ended.GoesOn
            ? turn with { Generation = ended.Generation, Plan = pace.Plan with { Deadline = ended.Deadline, Gpu = ended.Gpu, Cost = ended.Cost } }
            : null;
    }

    /// <returns>The signal that cut the tests short; null when none did.</returns>
    async Task<StopReason?> TestAsync()
    {
        var jobs = pace.Plan.Jobs;
        signals.Arm(context.CurrentUtcDateTime + (jobs.Patience * jobs.MaximumAttempts));
        FrontTest[] tests = [];
        StopReason? stopped;
        do
        {
            tests = await context.CallActivityAsync<FrontTest[]>(
                FunctionNames.SelectForTesting,
                new SelectForTestingInput(turn.SearchId, tests.Length == 0 ? 0 : tests[^1].Index + 1),
                ActivityRetries.Options);
            stopped = await SubOrchestrationGroup.RunAsync(context, Start(tests, jobs), signals, pace: null, _ => null);
        }
        while (stopped is null && tests.Length == SelectForTestingActivity.Most);

        signals.Disarm();
        return stopped;
    }

    Child[] Start(FrontTest[] tests, JobRetryOptions jobs) =>
    [
        .. tests.Select(test =>
        {
            // The id contains the generation, so that events sent to a test of an earlier end of the search cannot reach a test of this one.
            var instanceId = TestOrchestrator.InstanceId(turn.SearchId, turn.Generation, test.Index);
            return new Child(instanceId, context.CallSubOrchestratorAsync<EvaluationEnd>(
                FunctionNames.TestOrchestrator,
                new WorkInput(new Work(WorkKind.Test, turn.SearchId, jobs, Index: test.Index, Attempt: test.Attempt)),
                new SubOrchestrationOptions(instanceId: instanceId)));
        }),
    ];
}
