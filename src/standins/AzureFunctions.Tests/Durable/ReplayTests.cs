using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable;

[Collection(DurableTests.Name)]
public sealed class ReplayTests(SharedHub hub)
{
    [Fact]
    public async Task B35_ReplaySafeLogger_WritesEachLineOnce()
    {
        using var logs = new RecordingLogs();
        var app = new DurableApp(hub.Storage, typeof(Replays), typeof(Loops)) { Configure = builder => builder.Logging.AddProvider(logs) };
        await using var host = await app.StartAsync();

        var ended = await host.Client().RunAsync(nameof(Replays.LogFive));

        ended.ReadOutputAs<bool>().ShouldBeFalse();
        logs.Lines.Count(line => line.StartsWith($"safe.{ended.InstanceId} ", StringComparison.Ordinal)).ShouldBe(5);
        logs.Lines.Count(line => line.StartsWith($"plain.{ended.InstanceId} ", StringComparison.Ordinal)).ShouldBeGreaterThan(5);
    }

    [Theory]
    [InlineData(nameof(Replays.ChangeName), "an activity task named 'AddOne'", "an activity task named 'SayHello'")]
    [InlineData(nameof(Replays.CallMore), "nothing", "an activity task named 'AddOne'")]
    public async Task B36_ChangedCode_FailsNamingBothSides(string orchestrator, string before, string now)
    {
        var ended = await hub.Client.RunAsync(orchestrator);

        ended.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        var message = ended.FailureDetails.ShouldNotBeNull().ErrorMessage;
        message.ShouldStartWith("A previous execution of this orchestration scheduled " + before);
        message.ShouldContain(now);
        message.ShouldEndWith("Was a change made to the orchestrator code after this instance had already started running?");
    }

    [Theory]
    [InlineData(nameof(Replays.AwaitDelay))]
    [InlineData(nameof(Replays.AwaitDelayBesideTimer))]
    [InlineData(nameof(Replays.LeaveThread))]
    public async Task B37_AwaitOfSomethingNotDurable_Fails(string orchestrator)
    {
        var ended = await hub.Client.RunAsync(orchestrator);

        ended.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        ended.FailureDetails.ShouldNotBeNull().ErrorMessage.ShouldStartWith("An invalid asynchronous invocation was detected.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task B38_UnawaitedTimer_KeepsTheInstanceRunningUnlessCancelled(bool cancelled)
    {
        var ended = await hub.Client.RunAsync(nameof(Waits.SleepAtEnd), cancelled);

        ended.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        var took = ended.LastUpdatedAt.UtcDateTime - ended.ReadOutputAs<DateTime>();
        (took >= TimeSpan.FromSeconds(2)).ShouldBe(!cancelled);
    }

    [Fact]
    public async Task Timer_Fires_NotBeforeItsTime()
    {
        var ended = await hub.Client.RunAsync(nameof(Waits.Sleep), 0.75);

        ended.ReadOutputAs<TimeSpan>().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(0.75));
    }
}
