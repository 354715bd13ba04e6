using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable;

[Collection(DurableTests.Name)]
public sealed class ControlTests(SharedHub hub)
{
    [Fact]
    public async Task B21_Terminate_EndsARunningInstanceOnce()
    {
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitForGo));
        await hub.Client.ReachesAsync(id, OrchestrationRuntimeStatus.Running);

        await hub.Client.TerminateInstanceAsync(id, "enough");

        var ended = await hub.Client.EndOfAsync(id);
        ended.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
        ended.ReadOutputAs<string>().ShouldBe("enough");
        ended.ReadCustomStatusAs<string>().ShouldBe("waiting");
        (await Should.ThrowAsync<RpcException>(() => hub.Client.TerminateInstanceAsync(id, "again")))
            .StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        (await Should.ThrowAsync<RpcException>(() => hub.Client.TerminateInstanceAsync("missing", "x")))
            .StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task B21_Terminate_PendingInstance_NeverRunsItsCode()
    {
        var later = new StartOrchestrationOptions(StartAt: DateTimeOffset.UtcNow.AddHours(1));
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitForGo), null, later);

        await hub.Client.TerminateInstanceAsync(id);

        var ended = await hub.Client.EndOfAsync(id);
        ended.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
        ended.SerializedCustomStatus.ShouldBeNull();
    }

    [Fact]
    public async Task B22_Terminate_ParentLeavesTheChildRunning()
    {
        var parent = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Families.ParentOfWaiting), "b22-child-1");
        await hub.Client.ReachesAsync("b22-child-1", OrchestrationRuntimeStatus.Running);

        await hub.Client.TerminateInstanceAsync(parent, new TerminateInstanceOptions(Recursive: true));

        (await hub.Client.EndOfAsync(parent)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
        (await hub.Client.GetInstanceAsync("b22-child-1", false, default))!.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
    }

    [Fact]
    public async Task B22_Terminate_ChildFailsTheParentsCall()
    {
        var parent = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Families.ParentOfWaiting), "b22-child-2");
        await hub.Client.ReachesAsync("b22-child-2", OrchestrationRuntimeStatus.Running);

        await hub.Client.TerminateInstanceAsync("b22-child-2", "enough");

        (await hub.Client.EndOfAsync(parent)).ReadOutputAs<string>().ShouldNotBeNull().ShouldStartWith("WaitForGo: ");
    }

    [Fact]
    public async Task B23_Suspended_EventsWaitInOrderUntilResumed()
    {
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitForTwo));
        await hub.Client.ReachesAsync(id, OrchestrationRuntimeStatus.Running);
        await hub.Client.SuspendInstanceAsync(id, "hold");
        await hub.Client.ReachesAsync(id, OrchestrationRuntimeStatus.Suspended);
        await hub.Client.RaiseEventAsync(id, "Ready", true);
        await hub.Client.RaiseEventAsync(id, "Item", "one");
        await hub.Client.RaiseEventAsync(id, "item", "two");
        (await Should.ThrowAsync<RpcException>(() => hub.Client.SuspendInstanceAsync(id))).StatusCode.ShouldBe(StatusCode.Unknown);
        (await hub.Client.GetInstanceAsync(id, false, default))!.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Suspended);

        await hub.Client.ResumeInstanceAsync(id, "go on");

        (await hub.Client.EndOfAsync(id)).ReadOutputAs<string[]>().ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task B23_SuspendAndResume_InTheWrongState_AreErrors()
    {
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitForGo));
        await hub.Client.ReachesAsync(id, OrchestrationRuntimeStatus.Running);
        await Should.ThrowAsync<RpcException>(() => hub.Client.ResumeInstanceAsync(id));
        await hub.Client.TerminateInstanceAsync(id);
        await hub.Client.EndOfAsync(id);

        await Should.ThrowAsync<RpcException>(() => hub.Client.SuspendInstanceAsync(id));
        await Should.ThrowAsync<RpcException>(() => hub.Client.ResumeInstanceAsync(id));
    }

    [Fact]
    public async Task B23_Terminate_PassesASuspension()
    {
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitForGo));
        await hub.Client.SuspendInstanceAsync(id);
        await hub.Client.ReachesAsync(id, OrchestrationRuntimeStatus.Suspended);

        await hub.Client.TerminateInstanceAsync(id, "out");

        (await hub.Client.EndOfAsync(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
    }
}
