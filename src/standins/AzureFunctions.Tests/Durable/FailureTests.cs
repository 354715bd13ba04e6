using DurableTask.Core.History;
using Microsoft.DurableTask.Client;
using Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable;

[Collection(DurableTests.Name)]
public sealed class FailureTests(SharedHub hub)
{
    [Fact]
    public async Task B29_ActivityThrows_Uncaught_FailsWithDetails()
    {
        var ended = await hub.Client.RunAsync(nameof(Failures.FailUncaught));

        ended.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        ended.ReadOutputAs<string>().ShouldBe(
            "Microsoft.DurableTask.TaskFailedException: Task 'Throw' (#0) failed with an unhandled exception: no luck");
        var details = ended.FailureDetails.ShouldNotBeNull();
        details.ErrorType.ShouldBe("Microsoft.DurableTask.TaskFailedException");
        details.InnerFailure.ShouldNotBeNull().ErrorType.ShouldBe("System.InvalidOperationException");
        details.InnerFailure.StackTrace.ShouldNotBeNull().ShouldContain(nameof(Failures.Throw));
    }

    [Fact]
    public async Task B29_ActivityThrows_Caught_TellsTheCauseByItsTypeAndBaseTypes()
    {
        var ended = await hub.Client.RunAsync(nameof(Failures.FailCaught));

        ended.ReadOutputAs<bool[]>().ShouldBe([true, true, false, true]);
    }

    [Fact]
    public async Task B30_RetryPolicy_ThreeAttempts_RunsThreeTimesWithGrowingDelays()
    {
        var ended = await hub.Client.RunAsync(nameof(Failures.RetryByPolicy), new Failures.Plan(99, 3, 0.5, 2));

        ended.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        var runs = Failures.RunsOf(ended.InstanceId);
        runs.Count.ShouldBe(3);
        (runs[1] - runs[0]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(0.5));
        (runs[2] - runs[1]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        var timers = (await hub.Client.GetOrchestrationHistoryAsync(ended.InstanceId)).OfType<TimerCreatedEvent>().ToList();
        timers.Count.ShouldBe(3);
        timers[^1].FireAt.ShouldBeLessThanOrEqualTo(timers[^1].Timestamp);
    }

    [Fact]
    public async Task B30_RetryPolicy_SecondRunSucceeds_Completes()
    {
        var ended = await hub.Client.RunAsync(nameof(Failures.RetryByPolicy), new Failures.Plan(1, 3, 0.1));

        ended.ReadOutputAs<string>().ShouldBe("run 2");
    }

    [Fact]
    public async Task B30_RetryPolicy_MaxInterval_CapsTheDelays()
    {
        var ended = await hub.Client.RunAsync(nameof(Failures.RetryByPolicy), new Failures.Plan(99, 4, 0.1, 1000, 0.3));

        var timers = (await hub.Client.GetOrchestrationHistoryAsync(ended.InstanceId)).OfType<TimerCreatedEvent>().ToList();
        timers.Select(timer => Math.Round((timer.FireAt - timer.Timestamp).TotalSeconds, 3)).ShouldBe([0.1, 0.3, 0.3, 0]);
    }

    [Fact]
    public async Task B30_RetryPolicy_TimeoutOver_StopsRetrying()
    {
        var ended = await hub.Client.RunAsync(nameof(Failures.RetryByPolicy), new Failures.Plan(99, 50, 0.4, TimeoutSeconds: 0.5));

        // A run that ends after half a second is the last; on a busy machine that may be the second.
        Failures.RunsOf(ended.InstanceId).Count.ShouldBeInRange(2, 3);
    }

    [Fact]
    public async Task B30_RetryPolicy_FailureNotHandled_StopsAtOnce()
    {
        var ended = await hub.Client.RunAsync(nameof(Failures.RetryByPolicy), new Failures.Plan(99, 5, 0.1, Handled: "System.TimeoutException"));

        ended.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        Failures.RunsOf(ended.InstanceId).Count.ShouldBe(1);
    }

    [Fact]
    public async Task B31_RetryHandler_CountsAttemptsAndMayDelayOrStop()
    {
        var succeeded = await hub.Client.RunAsync(nameof(Failures.RetryByHandler), 2);
        var stopped = await hub.Client.RunAsync(nameof(Failures.RetryByHandler), 99);

        succeeded.ReadOutputAs<int[]>().ShouldBe([1, 2, 0]);
        stopped.ReadOutputAs<int[]>().ShouldBe([1, 2, 3, 4, -1]);
        var runs = Failures.RunsOf(stopped.InstanceId);
        (runs[2] - runs[1]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task B32_UnknownActivity_FailsWithoutRetryAndNamesThoseKnown()
    {
        var ended = await hub.Client.RunAsync(nameof(Failures.CallUnknown));

        ended.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        ended.FailureDetails.ShouldNotBeNull().ErrorMessage.ShouldContain(
            "The function 'NoSuchActivity' doesn't exist, is disabled, or is not an activity function.");
        ended.FailureDetails.ErrorMessage.ShouldContain("'SayHello'");
        (await hub.Client.GetOrchestrationHistoryAsync(ended.InstanceId)).OfType<TimerCreatedEvent>().ShouldBeEmpty();
    }

    [Fact]
    public async Task B32_UnknownOrchestrator_IsAcceptedAndFails()
    {
        var ended = await hub.Client.RunAsync("NoSuchOrchestrator");

        ended.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        ended.FailureDetails.ShouldNotBeNull().ErrorMessage.ShouldContain("known orchestrator functions: ");
    }
}
