using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Serverless.Testing;

namespace Serverless.LocalHost.Tests.Processes;

public sealed class OrchestrationTests(SharedHost shared)
{
    const string Webhook = "/runtime/webhooks/durabletask";

    [Fact]
    public async Task Starter_OfFiveActivities_GivesLinksThatLeadToTheResult()
    {
        var host = await shared.Host;

        var instance = await host.Orchestrations.StartAsync("Five");

        var status = await host.Orchestrations.CompletedAsync(instance);
        status.Result<string[]>().ShouldBe(["Hello Basel", "Hello Bern", "Hello Chur", "Hello Sion", "Hello Zug"]);
    }

    [Fact]
    public async Task FanOut_OfTwoHundredActivities_GivesAllResultsInOrder()
    {
        var host = await shared.Host;

        var instance = await host.Orchestrations.StartAsync("FanOut", 200);

        var status = await host.Orchestrations.CompletedAsync(instance);
        status.Result<int[]>().ShouldBe(Enumerable.Range(0, 200).Select(number => number * number));
    }

    [Fact]
    public async Task SubOrchestration_OfAParent_GivesItsResult()
    {
        var host = await shared.Host;

        var status = await host.Orchestrations.CompletedAsync(await host.Orchestrations.StartAsync("Parent", 4));

        status.Result<int[]>().ShouldBe([0, 1, 4, 9]);
    }

    [Fact]
    public async Task Failure_OfAnActivity_IsTheOutputOfTheOrchestration()
    {
        var host = await shared.Host;
        var instance = await host.Orchestrations.StartAsync("Fails");

        var status = await host.Orchestrations.WaitAsync(instance, "it ends", status => status.HasEnded);

        status.RuntimeStatus.ShouldBe("Failed");
        status.Output.ToString().ShouldContain("no reason at all");
    }

    [Fact]
    public async Task ContinueAsNew_WithEventsThatCameMeanwhile_LosesNone()
    {
        var host = await shared.Host;
        var instance = await host.Orchestrations.StartAsync("Counter", 0);

        await Task.WhenAll(Enumerable.Range(1, 20).Select(number => host.Orchestrations.RaiseAsync(instance, "Add", $"{number}")));

        await host.Orchestrations.WaitAsync(
            instance, "all events are counted", status => status.Input is { ValueKind: JsonValueKind.Number } sum && sum.GetInt32() == 210);
        await host.Orchestrations.RaiseAsync(instance, "Add", "0");
        (await host.Orchestrations.CompletedAsync(instance)).Result<int>().ShouldBe(210);
    }

    [Fact]
    public async Task Instance_TerminatedRestartedAndPurged_DoesAsItIsTold()
    {
        var host = await shared.Host;
        var instance = await host.Orchestrations.StartAsync("Waits");
        await host.Orchestrations.WaitAsync(instance, "it runs", status => status.RuntimeStatus == "Running");

        using var terminated = await host.Client.PostAsync(instance.TerminatePostUri.Replace("{text}", "enough", StringComparison.Ordinal), null);
        terminated.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var status = await host.Orchestrations.WaitAsync(instance, "it ends", status => status.HasEnded);
        status.RuntimeStatus.ShouldBe("Terminated");
        status.Output.ToString().ShouldBe("enough");

        using var restarted = await host.Client.PostAsync(instance.RestartPostUri, null);
        restarted.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var again = (await restarted.Content.ReadFromJsonAsync<OrchestrationClient.Links>())!;
        again.Id.ShouldNotBe(instance.Id);
        await host.Orchestrations.RaiseAsync(again, "Go", "\"on\"");
        (await host.Orchestrations.CompletedAsync(again)).Result<string>().ShouldBe("on");

        using var purged = await host.Client.DeleteAsync(instance.PurgeHistoryDeleteUri);
        (await purged.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("instancesDeleted").GetInt32().ShouldBe(1);
        using var gone = await host.Client.GetAsync(instance.StatusQueryGetUri);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Webhook_StartsAnOrchestration_WithInputFromTheBody()
    {
        var host = await shared.Host;

        using var started = await host.SendAsync(
            HttpMethod.Post, $"{Webhook}/orchestrators/FanOut", RunningHost.MasterKey, new StringContent("3", Encoding.UTF8, "application/json"));

        started.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        started.Headers.RetryAfter.ShouldNotBeNull();
        var instance = (await started.Content.ReadFromJsonAsync<OrchestrationClient.Links>())!;
        (await host.Orchestrations.CompletedAsync(instance)).Result<int[]>().ShouldBe([0, 1, 4]);
    }

    [Fact]
    public async Task Entity_SignalledByWebhook_KeepsItsState()
    {
        var host = await shared.Host;
        for (var i = 1; i <= 3; i++)
        {
            using var signalled = await host.SendAsync(
                HttpMethod.Post, $"{Webhook}/entities/tally/one?op=add", RunningHost.MasterKey, new StringContent($"{i}", Encoding.UTF8, "application/json"));
            signalled.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }

        await Eventually.HoldsAsync("the entity has added up", async () =>
        {
            using var state = await host.SendAsync(HttpMethod.Get, $"{Webhook}/entities/tally/one", RunningHost.MasterKey);
            return state.StatusCode == HttpStatusCode.OK && await state.Content.ReadAsStringAsync() is "6" or "\"6\"";
        });
    }
}
