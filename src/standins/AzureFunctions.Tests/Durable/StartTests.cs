using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable;

[Collection(DurableTests.Name)]
public sealed class StartTests(SharedHub hub)
{
    [Fact]
    public async Task B08_GetInstance_MissingOrWithoutInputs_IsNullOrRefusesToRead()
    {
        (await hub.Client.GetInstanceAsync("missing", false, default)).ShouldBeNull();
        var ended = await hub.Client.RunAsync(nameof(Greetings.HelloCities));

        var bare = await hub.Client.GetInstanceAsync(ended.InstanceId, false, default);

        bare.ShouldNotBeNull().RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        Should.Throw<InvalidOperationException>(() => bare.ReadOutputAs<string[]>());
        var full = await hub.Client.GetInstanceAsync(ended.InstanceId, true, default);
        full.ShouldNotBeNull().ReadOutputAs<string[]>().ShouldBe(["Hello Tokyo!", "Hello Seattle!", "Hello London!"]);
        await Should.ThrowAsync<ArgumentException>(() => hub.Client.GetInstanceAsync("", false, default));
    }

    [Fact]
    public async Task B09_StartAt_InTheFuture_IsPendingUntilThen()
    {
        var startAt = DateTimeOffset.UtcNow.AddSeconds(2);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(Waits.Sleep), 0.0, new StartOrchestrationOptions(StartAt: startAt));

        (await hub.Client.GetInstanceAsync(id, false, default))!.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Pending);
        var ended = await hub.Client.EndOfAsync(id);

        ended.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        var started = (await hub.Client.GetOrchestrationHistoryAsync(id))[0].Timestamp;
        started.ShouldBeGreaterThanOrEqualTo(startAt.UtcDateTime);
    }

    [Fact]
    public async Task B10_Waits_Cancelled_Obey()
    {
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitForGo));
        var started = await hub.Client.WaitForInstanceStartAsync(id, getInputsAndOutputs: true);
        started.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
        started.IsRunning.ShouldBeTrue();

        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Should.ThrowAsync<OperationCanceledException>(() => hub.Client.WaitForInstanceCompletionAsync(id, limit.Token));

        await hub.Client.RaiseEventAsync(id, "Go", "done");
        (await hub.Client.EndOfAsync(id)).ReadOutputAs<string>().ShouldBe("done");
        (await Should.ThrowAsync<RpcException>(() => hub.Client.WaitForInstanceStartAsync("missing")))
            .StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task B11_SecondStart_RefusedWhileRunningAndReplacesWhenOver()
    {
        var options = new StartOrchestrationOptions("b11");
        await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitForGo), null, options);
        await Should.ThrowAsync<OrchestrationAlreadyExistsException>(
            () => hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitForGo), null, options));
        await hub.Client.RaiseEventAsync("b11", "Go", "first");
        var first = await hub.Client.EndOfAsync("b11");

        var second = await hub.Client.RunAsync(nameof(Echoes.EchoText), "second", options);

        second.ReadOutputAs<string>().ShouldBe("second");
        second.CreatedAt.ShouldBeGreaterThan(first.CreatedAt);
    }

    [Fact]
    public async Task B12_DedupeStatuses_DecideInsteadOfTheHostsRule()
    {
        var refuseCompleted = new StartOrchestrationOptions("b12").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);
        await hub.Client.RunAsync(nameof(Echoes.EchoText), "x", refuseCompleted);
        await Should.ThrowAsync<OrchestrationAlreadyExistsException>(
            () => hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Echoes.EchoText), "x", refuseCompleted));

        var replaceAll = new StartOrchestrationOptions("b12").WithDedupeStatuses();
        await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitForGo), null, replaceAll);
        var replacing = await hub.Client.RunAsync(nameof(Echoes.EchoText), "new", replaceAll);

        replacing.ReadOutputAs<string>().ShouldBe("new");
    }

    [Fact]
    public async Task B13_DedupeStatuses_TerminatedWithoutRunning_AreRefused()
    {
        var contradiction = new StartOrchestrationOptions("b13").WithDedupeStatuses(OrchestrationRuntimeStatus.Terminated);

        await Should.ThrowAsync<ArgumentException>(
            () => hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Echoes.EchoText), "x", contradiction));
    }

    [Theory]
    [InlineData("@b14")]
    [InlineData("b/14")]
    [InlineData(@"b\14")]
    [InlineData("b#14")]
    [InlineData("b?14")]
    [InlineData("b\u000114")]
    [InlineData("")]
    public async Task B14_InstanceId_AgainstTheRules_IsRefused(string id) => await Should.ThrowAsync<ArgumentException>(
        () => hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Echoes.EchoText), "x", new StartOrchestrationOptions(id)));

    [Fact]
    public async Task B14_InstanceId_Longest_Is256()
    {
        var longest = new string('b', 256);
        (await hub.Client.RunAsync(nameof(Echoes.EchoText), "x", new StartOrchestrationOptions(longest))).InstanceId.ShouldBe(longest);
        await Should.ThrowAsync<ArgumentException>(
            () => hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Echoes.EchoText), "x", new StartOrchestrationOptions(longest + "b")));
    }
}
