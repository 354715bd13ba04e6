using System.Net;
using System.Text.Json.Nodes;
using Serverless.Testing;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Crashes;

public sealed class ProcessCrashTests(AzuriteFixture storage)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task B40_HostEndsInMidOrchestration_NextHostGoesOnWhereItStopped(bool killed)
    {
        await using var host = new HostProcess(storage.ConnectionString);
        host.Start();
        await Eventually.GetAsync($"the start. {host.Output}", () => host.TryCallAsync(HttpMethod.Post, "orchestrators/QuickSlowQuick/b40"));
        await Eventually.HoldsAsync("the slow activity runs", () => Task.FromResult(host.Ledger.Contains("b40 slow")));

        if (killed)
        {
            await host.KillAsync();
        }
        else
        {
            (await host.TerminateAsync()).ShouldBe(0, host.Output);
        }

        host.Release("b40");
        host.Start();
        var status = await Eventually.GetAsync($"the end. {host.Output}", () => EndedAsync(host, "b40"));

        status["runtimeStatus"]!.GetValue<string>().ShouldBe("Completed");
        status["output"]!.GetValue<string>().ShouldBe("quick 1 slow quick 2 ");
        host.Ledger.ShouldBe(["b40 quick 1", "b40 slow", "b40 slow", "b40 quick 2"]);
        status["historyEvents"]!.AsArray().ShouldNotContain(row => row!["EventType"]!.GetValue<string>() == "TaskFailed");
    }

    [Fact]
    public async Task B40_HostStops_ActivityThatEndsInTheDrainPeriod_IsNotRunAgain()
    {
        await using var host = new HostProcess(storage.ConnectionString) { DrainPeriod = TimeSpan.FromSeconds(20) };
        host.Start();
        await Eventually.GetAsync($"the start. {host.Output}", () => host.TryCallAsync(HttpMethod.Post, "orchestrators/QuickSlowQuick/drained"));
        await Eventually.HoldsAsync("the slow activity runs", () => Task.FromResult(host.Ledger.Contains("drained slow")));

        var stopping = host.TerminateAsync();
        host.Release("drained");
        (await stopping).ShouldBe(0, host.Output);
        host.Start();
        var status = await Eventually.GetAsync($"the end. {host.Output}", () => EndedAsync(host, "drained"));

        status["output"]!.GetValue<string>().ShouldBe("quick 1 slow quick 2 ");
        host.Ledger.Count(line => line == "drained slow").ShouldBe(1);
    }

    static async Task<JsonObject?> EndedAsync(HostProcess host, string id)
    {
        var response = await host.TryCallAsync(HttpMethod.Get, $"instances/{id}?showHistory=true");
        return response?.StatusCode == HttpStatusCode.OK ? await response.ObjectAsync() : null;
    }
}
