using System.Net;
using System.Text.Json.Nodes;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable;

[Collection(DurableTests.Name)]
public sealed class ManagementStatusTests(SharedHub hub)
{
    [Fact]
    public async Task B05_Status_SaysWhetherToAskAgain()
    {
        var running = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitForGo));
        var failed = await hub.Client.RunAsync(nameof(Failures.FailUncaught));

        var status = await hub.Host.GetStatusAsync(running);
        status.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        status.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        status.Headers.Location!.AbsolutePath.ShouldEndWith($"/instances/{running}");
        await hub.Client.TerminateInstanceAsync(running);
        await hub.Client.EndOfAsync(running);
        (await hub.Host.GetStatusAsync(running)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await hub.Host.GetStatusAsync(failed.InstanceId)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await hub.Host.GetStatusAsync(failed.InstanceId, "?returnInternalServerErrorOnFailure=true"))
            .StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await hub.Host.GetStatusAsync("missing")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task B06_StatusBody_HoldsValuesAsJson()
    {
        var ended = await hub.Client.RunAsync(nameof(Loops.CountDown), new Loops.Round(1, 0));

        var body = await (await hub.Host.GetStatusAsync(ended.InstanceId)).ObjectAsync();

        body.Select(pair => pair.Key).ShouldBe(
            ["name", "instanceId", "runtimeStatus", "input", "customStatus", "output", "createdTime", "lastUpdatedTime"]);
        body["output"]!.GetValue<int>().ShouldBe(1);
        body["input"]!["Left"]!.GetValue<int>().ShouldBe(0);
        body["customStatus"]!.GetValue<string>().ShouldBe("begun");
        body["createdTime"]!.GetValue<string>().ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$");
        (await (await hub.Host.GetStatusAsync(ended.InstanceId, "?showInput=false")).ObjectAsync())["input"].ShouldBeNull();
    }

    [Fact]
    public async Task B07_StatusHistory_FoldsCallsIntoTheirResults()
    {
        var ended = await hub.Client.RunAsync(nameof(Greetings.HelloCities));

        var events = await HistoryAsync(ended.InstanceId, "?showHistory=true");
        events.Select(row => row["EventType"]!.GetValue<string>()).ShouldBe(
            ["ExecutionStarted", "TaskCompleted", "TaskCompleted", "TaskCompleted", "ExecutionCompleted"]);
        events[0]["FunctionName"]!.GetValue<string>().ShouldBe(nameof(Greetings.HelloCities));
        events[1]["FunctionName"]!.GetValue<string>().ShouldBe(nameof(Greetings.SayHello));
        events[1]["ScheduledTime"].ShouldNotBeNull();
        events[1].ContainsKey("Result").ShouldBeFalse();

        var full = await HistoryAsync(ended.InstanceId, "?showHistory=true&showHistoryOutput=true");
        full[1]["Result"]!.GetValue<string>().ShouldBe("Hello Tokyo!");
    }

    [Fact]
    public async Task B15_List_PagesAndFilters()
    {
        for (var number = 0; number < 5; number++)
        {
            await hub.Client.RunAsync(nameof(Echoes.EchoText), "x", new StartOrchestrationOptions($"b15-{number}"));
        }

        var seen = new List<string>();
        string? token = null;
        do
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get,
                "runtime/webhooks/durabletask/instances?top=2&instanceIdPrefix=b15-&runtimeStatus=Completed,completed&showInput=false");
            request.Headers.Add("x-functions-key", LocalHost.MasterKey);
            request.Headers.Add("x-ms-continuation-token", token);
            var response = await hub.Host.Http.SendAsync(request);
            var page = await response.ArrayAsync();
            page.Count.ShouldBeLessThanOrEqualTo(2);
            seen.AddRange(page.Select(row => row!["instanceId"]!.GetValue<string>()));
            token = response.Headers.TryGetValues("x-ms-continuation-token", out var next) ? next.Single() : null;
        }
        while (token is not null);

        seen.ShouldBe(["b15-0", "b15-1", "b15-2", "b15-3", "b15-4"], ignoreOrder: true);
        (await ListAsync("instanceIdPrefix=b15-&runtimeStatus=Failed")).ShouldBeEmpty();
        (await ListAsync("instanceIdPrefix=b15-&runtimeStatus=failed")).Count.ShouldBe(5);
        (await ListAsync($"instanceIdPrefix=b15-&createdTimeFrom={DateTime.UtcNow.AddHours(1):o}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task B16_GetAllInstances_GoesOnFromAToken()
    {
        for (var number = 0; number < 3; number++)
        {
            await hub.Client.RunAsync(nameof(Echoes.EchoText), "x", new StartOrchestrationOptions($"b16-{number}"));
        }

        var first = await hub.Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "b16-", PageSize: 2))
            .AsPages().FirstAsync();
        first.Values.Count.ShouldBe(2);
        var rest = await hub.Client.GetAllInstancesAsync(
            new OrchestrationQuery(InstanceIdPrefix: "b16-", PageSize: 2, ContinuationToken: first.ContinuationToken)).ToListAsync();

        rest.Select(instance => instance.InstanceId).ShouldBe(["b16-2"]);
        rest[0].DataConverter.ShouldBeNull();
    }

    async Task<List<JsonObject>> HistoryAsync(string id, string query)
    {
        var body = await (await hub.Host.GetStatusAsync(id, query)).ObjectAsync();
        return [.. body["historyEvents"]!.AsArray().Select(row => row!.AsObject())];
    }

    async Task<JsonArray> ListAsync(string query) => await (await hub.Host.CallAsync(HttpMethod.Get, $"instances?{query}")).ArrayAsync();
}
