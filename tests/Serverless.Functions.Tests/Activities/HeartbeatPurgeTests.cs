using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

[Collection(ActivityCollection.Name)]
public sealed class HeartbeatPurgeTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Purge_OfHeartbeatsThatTakesMoreThanItsTime_GoesOnWhereItWasUntilNoOldOneIsLeft()
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString);
        const int workers = 700;
        for (var worker = 0; worker < workers; worker++)
        {
            var heartbeat = new WorkerHeartbeat
            {
                Worker = $"worker-{worker}",
                At = DateTimeOffset.UtcNow.AddDays(worker % 7 == 0 ? -1 : -8),
                IntervalSeconds = 60,
                Devices = [],
                TakesJobs = true,
                Searches = [],
            };
            await bench.Store.TryCreateAsync(BlobPaths.Heartbeat(heartbeat.Worker), heartbeat, CoreJson.Default.WorkerHeartbeat, CancellationToken.None);
        }

        var purge = bench.Service<HeartbeatPurge>();
        var runs = new List<PurgedBlobs>();
        do
        {
            runs.Add(await purge.RunAsync(TimeSpan.Zero, CancellationToken.None));
            ((await purge.FindCompletionAsync(CancellationToken.None)) is not null).ShouldBe(runs[^1].IsComplete);
        }
        while (!runs[^1].IsComplete);

        runs.Count.ShouldBe(17, "one for each first digit of a name, and one that finds nothing more");
        runs.Sum(run => run.Count).ShouldBe(600);
        (await bench.Service<WorkerHeartbeats>().ListAsync(CancellationToken.None)).Count.ShouldBe(100);
    }
}
