using System.Net;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Serverless.Testing;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Crashes;

public sealed class CrashMatrixTests(AzuriteFixture storage)
{
    // Of one run, however its commits fall together.
    const int LeastOperations = 6;

    const string Everything = "UseEverything";
    const string Expected = "1 4 9 retried child 25 told 81";

    // Far beyond what one orchestration takes: it only bounds a matrix that does not end.
    const int MostOperations = 200;

    // The second writes so much that the log gives way to a snapshot at least once in each run.
    [Theory]
    [InlineData(Everything, Expected, "")]
    [InlineData("CarryMuch", "1600000", "\"storageProvider\": { \"localSnapshotMegabytes\": 1 },")]
    public async Task Host_KilledAfterEachStorageOperation_EndsAsIfUndisturbed(string orchestrator, string expected, string settings)
    {
        await using var proxy = await StorageProxy.StartAsync(storage.ConnectionString);
        await using var host = new HostProcess(proxy.ConnectionString, settings);
        proxy.Crash = host.KillAsync;
        host.Start();
        (await RunAsync(host, orchestrator, "undisturbed")).ShouldBe(expected);

        var wasKilled = true;
        var operation = 1;
        for (; wasKilled && operation < MostOperations; operation++)
        {
            var last = proxy.Requests + operation;
            wasKilled = false;
            proxy.Decide = (number, _) =>
            {
                wasKilled |= number == last;
                return number == last ? Fault.Crash : Fault.None;
            };

            (await RunAsync(host, orchestrator, $"killed-{operation}")).ShouldBe(expected, $"killed after operation {operation}");
            await host.TryCallAsync(HttpMethod.Delete, $"instances/killed-{operation}");
        }

        wasKilled.ShouldBeFalse("the last run ended before its operation came");
        operation.ShouldBeGreaterThan(LeastOperations);
        var container = new BlobServiceClient(storage.ConnectionString).GetBlobContainerClient($"{host.HubName}-history");
        var hasSnapshot = await container.GetBlobsAsync(prefix: "snapshot/").AnyAsync();
        hasSnapshot.ShouldBe(settings.Length > 0);
    }

    [Fact]
    public async Task Host_KilledAfterEachStorageOperationOfItsStart_StartsAgain()
    {
        await using var proxy = await StorageProxy.StartAsync(storage.ConnectionString);
        await using var host = new HostProcess(proxy.ConnectionString);
        proxy.Crash = host.KillAsync;
        host.Start();
        await StartAsync(host, Everything, "starting");
        var wasKilled = true;
        for (var operation = 1; wasKilled && operation < MostOperations; operation++)
        {
            await host.KillAsync();
            var last = proxy.Requests + operation;
            wasKilled = false;
            proxy.Decide = (number, _) =>
            {
                wasKilled |= number == last;
                return number == last ? Fault.Crash : Fault.None;
            };
            host.Start();

            // Either it is killed on the way, or it gets as far as to answer.
            await Eventually.HoldsAsync(
                $"killed or answering. {host.Output}",
                async () => !host.IsRunning || await host.TryCallAsync(HttpMethod.Get, "instances/starting") is not null);
        }

        (await RunAsync(host, Everything, "starting")).ShouldBe(Expected);
    }

    /// <summary>Does what a client does that wants one result whatever happens, and starts the host again when it is gone.</summary>
    static Task<string> RunAsync(HostProcess host, string orchestrator, string id) => Eventually.GetAsync(
        $"the end of {id}. {host.Output}",
        async () =>
        {
            await StartAsync(host, orchestrator, id);
            var response = await host.TryCallAsync(HttpMethod.Get, $"instances/{id}");
            if (response is null)
            {
                return null;
            }

            var status = await response.ObjectAsync();
            if (status["customStatus"]?.GetValue<string>() == "waiting" && response.StatusCode == HttpStatusCode.Accepted)
            {
                await host.TryCallAsync(HttpMethod.Post, $"instances/{id}/raiseEvent/go", "\"told\"");
            }

            return response.StatusCode == HttpStatusCode.OK ? Outcome(status) : null;
        },
        TimeSpan.FromMinutes(2));

    static async Task StartAsync(HostProcess host, string orchestrator, string id) => await Eventually.HoldsAsync(
        $"{id} exists. {host.Output}",
        async () =>
        {
            if (!host.IsRunning)
            {
                host.Start();
            }

            var found = await host.TryCallAsync(HttpMethod.Get, $"instances/{id}");
            if (found is { StatusCode: HttpStatusCode.NotFound })
            {
                await host.TryCallAsync(HttpMethod.Post, $"orchestrators/{orchestrator}/{id}");
                return false;
            }

            return found is not null;
        });

    static string Outcome(JsonObject status) => status["output"]?.ToString() ?? "";
}
