using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Serverless.Testing;

namespace Serverless.LocalHost.Tests.Processes;

/// <summary>One host is killed, started again and stopped: several behaviours in one run, since each start takes seconds.</summary>
public sealed class RecoveryTests : IAsyncLifetime
{
    const int Steps = 25;

    readonly AzuriteFixture _azurite = new();

    public ValueTask InitializeAsync() => _azurite.InitializeAsync();

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();

    [Fact]
    public async Task Host_KilledInMidOrchestration_GoesOnWhereItWasAndStopsInOrder()
    {
        // No keys by setting: they come from the file.
        await using var host = await RunningHost.StartAsync(
            _azurite.ConnectionString, new Dictionary<string, string?> { ["LocalHost__MasterKey"] = null, ["LocalHost__HostKey"] = null });
        var keys = await File.ReadAllTextAsync(host.KeysFile);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(host.KeysFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var worker = await host.WorkerIdAsync();
        var sequence = await host.Orchestrations.StartAsync("Sequence", Steps);
        await host.Orchestrations.WaitAsync(sequence, "three steps are done", HasSteps(3));
        var fanOut = await host.Orchestrations.StartAsync("FanOut", 100);

        await host.KillAsync();

        await Eventually.HoldsAsync("the worker is gone too", () => Task.FromResult(!Directory.Exists($"/proc/{worker}")));
        await MissTickAsync();
        await host.StartAgainAsync();
        (await host.Orchestrations.CompletedAsync(sequence)).Result<int[]>().ShouldBe(Squares(Steps));
        (await host.Orchestrations.CompletedAsync(fanOut)).Result<int[]>().ShouldBe(Squares(100));
        await SeenAsync("Tick late");
        (await File.ReadAllTextAsync(host.KeysFile)).ShouldBe(keys);

        worker = await host.WorkerIdAsync();
        (await host.TerminateAsync()).ShouldBe(0, host.Output);
        host.Output.ShouldContain("Stopped after");
        foreach (var key in Regex.Matches(keys, "\"([0-9a-f]{64})\"").Select(match => match.Groups[1].Value))
        {
            host.Output.ShouldNotContain(key);
        }

        host.Output.ShouldNotContain("did not stop cleanly");
        Directory.Exists($"/proc/{worker}").ShouldBeFalse();
    }

    static Func<OrchestrationClient.Status, bool> HasSteps(int count) =>
        status => status.CustomStatus.ValueKind == System.Text.Json.JsonValueKind.Number && status.CustomStatus.GetInt32() >= count;

    static IEnumerable<int> Squares(int count) => Enumerable.Range(0, count).Select(number => number * number);

    // As if the host had been away when the timer was due: what it remembers says so.
    async Task MissTickAsync()
    {
        var container = new BlobContainerClient(_azurite.ConnectionString, "azure-webjobs-hosts");
        var names = new List<string>();
        await foreach (var blob in container.GetBlobsAsync(new Azure.Storage.Blobs.Models.GetBlobsOptions { Prefix = "timers/" }))
        {
            names.Add(blob.Name);
        }

        var status = container.GetBlobClient(names.ShouldHaveSingleItem());
        await status.UploadAsync(
            BinaryData.FromString("""{"Last":"2020-01-01T04:00:00+00:00","Next":"2021-01-01T04:00:00+00:00","LastUpdated":"2020-01-01T04:00:00+00:00"}"""),
            overwrite: true);
    }

    Task SeenAsync(string message) => Eventually.HoldsAsync($"seen holds {message}", async () =>
    {
        var seen = new QueueClient(_azurite.ConnectionString, "seen", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        return await seen.ExistsAsync() && (await seen.PeekMessagesAsync(32)).Value.Any(one => one.Body.ToString() == message);
    });
}
