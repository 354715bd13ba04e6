using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;
using Serverless.Testing;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Crashes;

public sealed class OwnershipTests(AzuriteFixture storage)
{
    static readonly Loops.Round OneRound = new(1, 0);

    [Fact]
    public async Task SecondHost_WaitsForTheFirstAndNamesIt()
    {
        using var logs = new RecordingLogs();
        var app = new DurableApp(storage, typeof(Loops)) { Configure = builder => builder.Logging.AddProvider(logs) };
        await using var first = await app.StartAsync();
        await first.Client().RunAsync(nameof(Loops.CountDown), OneRound);

        await using var second = await app.StartAsync();
        var holder = $"is held by process {Environment.ProcessId} on {Environment.MachineName}";
        await Eventually.HoldsAsync(
            "the second host waits",
            () => Task.FromResult(logs.Lines.Any(line => line.Contains(holder, StringComparison.Ordinal))));
        using var brief = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Should.ThrowAsync<OperationCanceledException>(() => second.Client().GetInstanceAsync("x", false, brief.Token));
        await first.StopAsync();

        (await second.Client().RunAsync(nameof(Loops.CountDown), OneRound)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        (await second.Client().GetAllInstancesAsync().ToListAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Lease_TakenAway_StopsTheOldHostAndNothingItDoesAfterwardsCounts()
    {
        var app = new DurableApp(storage, typeof(Loops));
        await using var old = await app.StartAsync();
        await old.Client().RunAsync(nameof(Loops.CountDown), OneRound);
        await Container(app).GetBlobClient("owner").GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);
        await using var host = await app.StartAsync();
        await host.Client().RunAsync(nameof(Loops.CountDown), OneRound);

        await Should.ThrowAsync<Exception>(() => old.Client().RunAsync(nameof(Loops.CountDown), OneRound));

        var stopping = old.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await Eventually.HoldsAsync("the old host stops", () => Task.FromResult(stopping.IsCancellationRequested));
        (await host.Client().GetAllInstancesAsync().ToListAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task TornLastWrite_IsDroppedAndTheRestIsRead()
    {
        using var logs = new RecordingLogs();
        var app = new DurableApp(storage, typeof(Loops)) { Configure = builder => builder.Logging.AddProvider(logs) };
        var log = Container(app).GetAppendBlobClient("log/0000000000");
        var count = 0;
        for (var torn = 0; torn < 2; torn++)
        {
            await using (var host = await app.StartAsync())
            {
                await host.Client().RunAsync(nameof(Loops.CountDown), OneRound);
                count++;
            }

            // As much of a write as got through before the power went: the first bytes of what was written before.
            var written = (await log.DownloadContentAsync()).Value.Content.ToArray();
            using var part = new MemoryStream(written[..40]);
            await log.AppendBlockAsync(part);
        }

        await using var last = await app.StartAsync();
        (await last.Client().GetAllInstancesAsync().ToListAsync()).Count.ShouldBe(count);
        logs.Lines.Count(line => line.Contains("dropped 40 bytes of a write that was torn", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task DamagedHistory_StopsTheHostNamingTheBlob()
    {
        var app = new DurableApp(storage, typeof(Loops));
        await using (var host = await app.StartAsync())
        {
            await host.Client().RunAsync(nameof(Loops.CountDown), OneRound);
        }

        var log = Container(app).GetAppendBlobClient("log/0000000000");
        var bytes = (await log.DownloadContentAsync()).Value.Content.ToArray();
        bytes[100] ^= 1;
        await log.CreateAsync();
        using var damaged = new MemoryStream(bytes);
        await log.AppendBlockAsync(damaged);

        await using var broken = await app.StartAsync();
        var failure = await Should.ThrowAsync<Exception>(() => broken.Client().GetInstanceAsync("x", false, default));

        failure.Message.ShouldContain($"{app.HubName}-history/log/0000000000");
    }

    [Fact]
    public async Task Log_GrownLong_IsReplacedByASnapshotAndReadFromIt()
    {
        using var logs = new RecordingLogs();
        var app = new DurableApp(storage, typeof(Echoes), typeof(Waits))
        {
            Configure = builder => builder.Logging.AddProvider(logs),
            HubSettings = "\"storageProvider\": { \"localSnapshotMegabytes\": 1 },",
        };
        var text = new string('x', 200_000);
        await using (var host = await app.StartAsync())
        {
            await host.Client().ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitForGo), null, new StartOrchestrationOptions("waits"));
            for (var run = 0; run < 12; run++)
            {
                await host.Client().RunAsync(nameof(Echoes.EchoText), text);
            }
        }

        var blobs = await Container(app).GetBlobsAsync().Select(blob => blob.Name).ToListAsync();
        blobs.Count(name => name.StartsWith("snapshot/", StringComparison.Ordinal)).ShouldBe(1);
        blobs.ShouldNotContain("log/0000000000");
        await using var next = await app.StartAsync();
        var client = next.Client();
        (await client.GetAllInstancesAsync().ToListAsync()).Count.ShouldBe(13);
        await client.RaiseEventAsync("waits", "Go", "after the snapshot");
        (await client.EndOfAsync("waits")).ReadOutputAs<string>().ShouldBe("after the snapshot");
    }

    BlobContainerClient Container(DurableApp app) =>
        new BlobServiceClient(storage.ConnectionString).GetBlobContainerClient($"{app.HubName}-history");
}
