using System.Net;
using System.Net.Http.Json;
using Serverless.Testing;

namespace Serverless.LocalHost.Tests.Processes;

/// <summary>One host whose worker is killed, hangs and is started again.</summary>
public sealed class WorkerTests : IAsyncLifetime
{
    const int Steps = 20;

    readonly AzuriteFixture _azurite = new();

    public ValueTask InitializeAsync() => _azurite.InitializeAsync();

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();

    [Fact]
    public async Task Worker_KilledOrHanging_IsReplacedAndItsWorkGoesOn()
    {
        await using var host = await RunningHost.StartAsync(
            _azurite.ConnectionString, new Dictionary<string, string?> { ["AzureFunctionsJobHost__functionTimeout"] = "00:00:10" });
        var first = await host.WorkerIdAsync();
        var sequence = await host.Orchestrations.StartAsync("Sequence", Steps);
        await host.Orchestrations.WaitAsync(
            sequence, "a step is done", status => status.CustomStatus.ValueKind == System.Text.Json.JsonValueKind.Number);
        var waiting = host.Client.GetAsync("/api/wait");
        await Eventually.HoldsAsync("the request is with the first worker", () => Task.FromResult(host.Output.Contains("Waiting for nothing", StringComparison.Ordinal)));

        await RunningHost.KillAsync(first);

        (await waiting).StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        var second = await host.WorkerIdAsync();
        second.ShouldNotBe(first);

        // A function that observes its cancellation ends by it; the worker stays.
        (await host.Client.GetAsync("/api/wait")).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        await Eventually.HoldsAsync(
            "the limit is named", () => Task.FromResult(host.Output.Contains("Wait ran longer than functionTimeout allows, 00:00:10", StringComparison.Ordinal)));
        (await host.WorkerIdAsync()).ShouldBe(second);

        // One that does not has to be ended with its worker.
        (await host.Client.GetAsync("/api/hang")).StatusCode.ShouldBeOneOf(HttpStatusCode.InternalServerError, HttpStatusCode.BadGateway);
        await Eventually.HoldsAsync("the hanging worker is replaced", async () =>
        {
            using var response = await host.Client.GetAsync("/api/process-id");
            return response.IsSuccessStatusCode && await response.Content.ReadFromJsonAsync<int>() != second;
        });

        var status = await host.Orchestrations.CompletedAsync(sequence);
        status.Result<int[]>().ShouldBe(Enumerable.Range(0, Steps).Select(number => number * number));
    }
}
