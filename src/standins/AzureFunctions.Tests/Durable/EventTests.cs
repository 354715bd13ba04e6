using Grpc.Core;
using Microsoft.DurableTask.Client;
using Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable;

[Collection(DurableTests.Name)]
public sealed class EventTests(SharedHub hub)
{
    [Fact]
    public async Task B24_RaiseEvent_MissingOrOver_IsAnErrorWithItsCode()
    {
        var over = await hub.Client.RunAsync(nameof(Greetings.HelloCities));

        (await Should.ThrowAsync<RpcException>(() => hub.Client.RaiseEventAsync("missing", "Go"))).StatusCode.ShouldBe(StatusCode.NotFound);
        (await Should.ThrowAsync<RpcException>(() => hub.Client.RaiseEventAsync(over.InstanceId, "Go")))
            .StatusCode.ShouldBe(StatusCode.FailedPrecondition);
    }

    [Fact]
    public async Task B25_Events_BeforeTheWait_ArriveInOrderWhateverTheCaseOfTheirName()
    {
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitForTwo));
        await hub.Client.RaiseEventAsync(id, "Item", "one");
        await hub.Client.RaiseEventAsync(id, "iTEM", "two");

        await hub.Client.RaiseEventAsync(id, "ready", true);

        (await hub.Client.EndOfAsync(id)).ReadOutputAs<string[]>().ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task B25_SendEvent_ReachesAnotherInstanceAndIsLostWithoutOne()
    {
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitForGo));

        (await hub.Client.RunAsync(nameof(Waits.Notify), "nobody")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        await hub.Client.RunAsync(nameof(Waits.Notify), id);

        (await hub.Client.EndOfAsync(id)).ReadOutputAs<string>().ShouldBe("from another");
    }

    [Fact]
    public async Task B27_WaitWithTimeout_TooLate_IsCancelled()
    {
        var ended = await hub.Client.RunAsync(nameof(Waits.WaitWithTimeout), 0.5);

        ended.ReadOutputAs<string>().ShouldBe("too late");
    }

    [Fact]
    public async Task B27_WaitWithTimeout_InTime_LeavesNoTimerThatDelaysTheEnd()
    {
        const double Hour = 3600;
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitWithTimeout), Hour);

        await hub.Client.RaiseEventAsync(id, "Go", "in time");

        (await hub.Client.EndOfAsync(id)).ReadOutputAs<string>().ShouldBe("in time");
    }

    [Fact]
    public async Task B28_ContinueAsNew_KeepsIdAndStatusAndShortensHistory()
    {
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Loops.CountDown), new Loops.Round(20, 0));

        var ended = await hub.Client.EndOfAsync(id);

        ended.ReadOutputAs<int>().ShouldBe(20);
        ended.ReadCustomStatusAs<string>().ShouldBe("begun");
        ended.ReadInputAs<Loops.Round>().ShouldBe(new Loops.Round(0, 20));
        (await hub.Client.GetOrchestrationHistoryAsync(id)).Count.ShouldBe(4);
    }

    [Theory]
    [InlineData(true, "kept")]
    [InlineData(false, "late")]
    public async Task B28_ContinueAsNew_KeepsOrDropsUntakenEvents(bool keep, string expected)
    {
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Loops.CollectEvents), new Loops.Round(1, 0, keep));
        await hub.Client.RaiseEventAsync(id, "item", "kept");
        await hub.Client.RaiseEventAsync(id, "next", true);
        if (!keep)
        {
            await Serverless.Testing.Eventually.HoldsAsync(
                "the second execution has begun",
                async () => (await hub.Client.GetInstanceAsync(id, true, default))!.ReadInputAs<Loops.Round>()!.Left == 0);
            await hub.Client.RaiseEventAsync(id, "item", "late");
        }

        (await hub.Client.EndOfAsync(id)).ReadOutputAs<string>().ShouldBe(expected);
    }
}
