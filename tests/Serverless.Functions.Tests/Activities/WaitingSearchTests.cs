using Serverless.Application.Jobs;
using Serverless.Application.Leases;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>The reasons why a search waits, found in real heartbeats and in queues that no other test fills.</summary>
public sealed class WaitingSearchTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    readonly string _device = $"board-{Guid.NewGuid():N}";

    [Fact]
    public async Task Find_MeasurementWithoutAnAgent_IsToldAfterAWhile()
    {
        await using var bench = await CreateAsync();
        await bench.Queue.EnqueueAsync(new JobMessage("j1") { Device = _device, SearchId = bench.SearchId }, CancellationToken.None);

        var early = await FindAsync(bench, seconds: 40);
        var wait = (await FindAsync(bench, seconds: 50)).ShouldNotBeNull().ShouldHaveSingleItem();

        early.ShouldBeNull();
        (wait.Kind, wait.Queue, wait.QueueLength, wait.LastHeartbeat).ShouldBe((SearchWaitKind.Device, $"measure-{_device}", 1, null));
        wait.Since.ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Find_AgentAtThisSearch_WaitsForNothing()
    {
        await using var bench = await CreateAsync();
        await bench.Queue.EnqueueAsync(new JobMessage("j1") { Device = _device, SearchId = bench.SearchId }, CancellationToken.None);
        var heartbeat = new WorkerHeartbeat
        {
            Worker = _device,
            At = DateTimeOffset.UtcNow,
            IntervalSeconds = 60,
            Devices = [_device],
            TakesJobs = false,
            Searches = [bench.SearchId],
        };
        await bench.Store.TryCreateAsync(BlobPaths.Heartbeat(_device), heartbeat, CoreJson.Default.WorkerHeartbeat, CancellationToken.None);

        (await FindAsync(bench, seconds: 50)).ShouldBeNull();
    }

    [Fact]
    public async Task RemoveOld_HeartbeatsOfAWeekAgo_AreRemoved()
    {
        await using var bench = await CreateAsync();
        var (lately, old) = (BlobPaths.Heartbeat("lately-" + _device), BlobPaths.Heartbeat("old-" + _device));
        await PutAsync(bench, lately, DateTimeOffset.UtcNow.AddDays(-6));
        await PutAsync(bench, old, DateTimeOffset.UtcNow.AddDays(-8));

        var purge = bench.Service<HeartbeatPurge>();
        (await purge.RunAsync(TimeSpan.FromMinutes(1), CancellationToken.None)).IsComplete.ShouldBeTrue();

        (await bench.Store.FindVersionAsync(lately, CancellationToken.None)).ShouldNotBeNull();
        (await bench.Store.FindVersionAsync(old, CancellationToken.None)).ShouldBeNull();
    }

    Task<SearchBench> CreateAsync() => SearchBench.CreateAsync(azurite.ConnectionString, TestRequests.Small(Random.Shared.NextInt64()) with
    {
        Objectives =
        [
            new() { Metric = "accuracy", Goal = Goal.Maximise, Threshold = 5 },
            new() { Metric = "latencyMs", Goal = Goal.Minimise, Device = _device, Threshold = 1.5 },
        ],
    });

    static async Task<IReadOnlyList<SearchWait>?> FindAsync(SearchBench bench, double seconds)
    {
        var later = new LaterTime(TimeSpan.FromSeconds(seconds));
        var waits = new SearchWaits(bench.Documents, new QueueLook(bench.Queue, new WorkerHeartbeats(bench.Store, later), later), bench.Service<ExternalWaits>(), later);
        var state = SearchDocuments.Pending(bench.SearchId, bench.Request, DateTimeOffset.UtcNow.AddMinutes(-5)) with
        {
            State = SearchStatus.Running,
            StartedAt = DateTimeOffset.UtcNow.AddMinutes(-4),
        };
        return await waits.FindAsync(state, CancellationToken.None);
    }

    static Task<bool> PutAsync(SearchBench bench, BlobPath path, DateTimeOffset at) => bench.Store.TryCreateAsync(
        path,
        new WorkerHeartbeat { Worker = "w", At = at, IntervalSeconds = 60, Devices = [], TakesJobs = true, Searches = [] },
        CoreJson.Default.WorkerHeartbeat,
        CancellationToken.None);

    sealed class LaterTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
