using System.Net;
using System.Text.Json.Nodes;
using Serverless.Testing;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Crashes;

public sealed class CrashMatrixTests(AzuriteFixture storage)
{
    // Of one run: two executions, six activities, a retry, a timer, an event and a child, however their commits fall together.
    const int LeastOperations = 8;

    const string Expected = "1 4 9 retried child 25 told 81";

    // Far beyond what one orchestration takes: it only bounds a matrix that does not end.
    const int MostOperations = 200;

    [Fact]
    public async Task Host_KilledAfterEachStorageOperation_EndsAsIfUndisturbed()
    {
        await using var proxy = await StorageProxy.StartAsync(storage.ConnectionString);
        await using var host = new HostProcess(proxy.ConnectionString);
        proxy.Crash = host.KillAsync;
        host.Start();
        (await RunAsync(host, "undisturbed")).ShouldBe(Expected);

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

            (await RunAsync(host, $"killed-{operation}")).ShouldBe(Expected, $"killed after operation {operation}");
        }

        wasKilled.ShouldBeFalse("the last run ended before its operation came");
        operation.ShouldBeGreaterThan(LeastOperations);
    }

    [Fact]
    public async Task Host_KilledAfterEachStorageOperationOfItsStart_StartsAgain()
    {
        await using var proxy = await StorageProxy.StartAsync(storage.ConnectionString);
        await using var host = new HostProcess(proxy.ConnectionString);
        proxy.Crash = host.KillAsync;
        host.Start();
        await StartAsync(host, "starting");
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

        (await RunAsync(host, "starting")).ShouldBe(Expected);
    }

    /// <summary>Does what a client does that wants one result whatever happens, and starts the host again when it is gone.</summary>
    static Task<string> RunAsync(HostProcess host, string id) => Eventually.GetAsync(
        $"the end of {id}. {host.Output}",
        async () =>
        {
            await StartAsync(host, id);
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

    static async Task StartAsync(HostProcess host, string id) => await Eventually.HoldsAsync(
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
                await host.TryCallAsync(HttpMethod.Post, $"orchestrators/UseEverything/{id}");
                return false;
            }

            return found is not null;
        });

    static string Outcome(JsonObject status) => status["output"]?.ToString() ?? "";
}
