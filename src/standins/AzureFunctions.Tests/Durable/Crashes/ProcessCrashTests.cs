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
        var status = await Eventually.GetAsync($"the end. {host.Output}", () => EndedAsync(host));

        status["runtimeStatus"]!.GetValue<string>().ShouldBe("Completed");
        status["output"]!.GetValue<string>().ShouldBe("quick 1 slow quick 2 ");
        host.Ledger.ShouldBe(["b40 quick 1", "b40 slow", "b40 slow", "b40 quick 2"]);
        status["historyEvents"]!.AsArray().ShouldNotContain(row => row!["EventType"]!.GetValue<string>() == "TaskFailed");
    }

    static async Task<JsonObject?> EndedAsync(HostProcess host)
    {
        var response = await host.TryCallAsync(HttpMethod.Get, "instances/b40?showHistory=true");
        return response?.StatusCode == HttpStatusCode.OK ? await response.ObjectAsync() : null;
    }
}
