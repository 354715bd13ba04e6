using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;
using Serverless.Testing;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable;

public sealed class SettingsTests(AzuriteFixture storage)
{
    [Fact]
    public async Task DefaultVersion_OfTheHost_IsThatOfOrchestrationsWithoutOne()
    {
        await using var host = await new DurableApp(storage, typeof(Versions)) { HubSettings = "\"defaultVersion\": \"1.2\"," }.StartAsync();

        (await host.Client().RunAsync(nameof(Versions.TellVersions))).ReadOutputAs<string>().ShouldBe("1.2, child 1.2, older than 2.0");
        var asked = new StartOrchestrationOptions { Version = "3.0" };
        (await host.Client().RunAsync(nameof(Versions.TellVersions), null, asked)).ReadOutputAs<string>().ShouldBe("3.0, child 1.2, newer than 2.0");
    }

    [Fact]
    public async Task ReuseOfAnyState_ByTheHostsRule_ReplacesARunningInstance()
    {
        var app = new DurableApp(storage, typeof(Waits), typeof(Echoes)) { HubSettings = "\"overridableExistingInstanceStates\": \"AnyState\"," };
        await using var host = await app.StartAsync();
        var options = new StartOrchestrationOptions("again");
        await host.Client().ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitForGo), null, options);

        (await host.Client().RunAsync(nameof(Echoes.EchoText), "new", options)).ReadOutputAs<string>().ShouldBe("new");
    }

    [Fact]
    public async Task ThrowStatusExceptionsOnRaiseEvent_Off_MakesLostEventsSilent()
    {
        var app = new DurableApp(storage, typeof(Waits)) { HubSettings = "\"throwStatusExceptionsOnRaiseEvent\": false," };
        await using var host = await app.StartAsync();

        await host.Client().RaiseEventAsync("missing", "Go");

        (await host.Client().GetInstanceAsync("missing", false, default)).ShouldBeNull();
    }

    [Fact]
    public async Task MaxOrchestrationActions_Exceeded_FailsTheOrchestration()
    {
        await using var host = await new DurableApp(storage, typeof(FanOuts)) { HubSettings = "\"maxOrchestrationActions\": 10," }.StartAsync();

        (await host.Client().RunAsync(nameof(FanOuts.FanOut), 10)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        var ended = await host.Client().RunAsync(nameof(FanOuts.FanOut), 11);

        ended.FailureDetails.ShouldNotBeNull().ErrorMessage.ShouldContain("maxOrchestrationActions");
    }

    [Theory]
    [InlineData("\"maxConcurrentActivityFunctions\": 0,", "maxConcurrentActivityFunctions")]
    [InlineData("\"overridableExistingInstanceStates\": \"All\",", "overridableExistingInstanceStates")]
    [InlineData("\"storageProvider\": { \"type\": \"mssql\" },", "mssql")]
    public async Task InvalidSetting_StopsTheStartNamingIt(string settings, string named)
    {
        var app = new DurableApp(storage, typeof(Waits)) { HubSettings = settings };

        (await Should.ThrowAsync<InvalidOperationException>(app.StartAsync)).Message.ShouldContain(named);
    }

    [Fact]
    public async Task LargePayload_IsWarnedOf()
    {
        using var logs = new RecordingLogs();
        var app = new DurableApp(storage, typeof(Echoes)) { Configure = builder => builder.Logging.AddProvider(logs) };
        await using var host = await app.StartAsync();

        await host.Client().RunAsync(nameof(Echoes.EchoText), new string('x', 70_000), new StartOrchestrationOptions("large"));

        logs.Lines.ShouldContain(line => line.Contains("large: The input of PassText has 70002 characters", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EventOfAnotherType_FailsTheWaitAndNotTheHost()
    {
        await using var host = await new DurableApp(storage, typeof(Waits)).StartAsync();
        var id = await host.Client().ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitForGo));

        await host.Client().RaiseEventAsync(id, "Go", new { not = "text" });

        var ended = await host.Client().EndOfAsync(id);
        ended.FailureDetails.ShouldNotBeNull().ErrorType.ShouldBe("System.Text.Json.JsonException");
    }
}
