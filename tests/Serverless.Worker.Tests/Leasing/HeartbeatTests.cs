using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Testing;

namespace Serverless.Worker.Tests.Leasing;

/// <summary>The information that a worker publishes for those who wait for one.</summary>
public sealed class HeartbeatTests(AzuriteFixture azurite) : WorkerTests(azurite)
{
    [Fact]
    public async Task Worker_StartsWorksAndStops_TellsEach()
    {
        await using var worker = await TestWorker.StartAsync(
            Storage, ScriptedHandler.Endless(), new WorkerOptions { Name = "teller/1", Measures = ["board"] });

        var idle = await FindAsync(heartbeat => heartbeat.Searches.Count == 0);
        var job = await Jobs.QueueAsync(TestJobs.New());
        var busy = await FindAsync(heartbeat => heartbeat.Searches.Contains(job.SearchId));
        await worker.StopAsync();
        var stopped = await FindAsync(heartbeat => heartbeat.IntervalSeconds == 0);

        (idle.Worker, idle.TakesJobs, idle.Serves("board")).ShouldBe(("teller/1", true, true));
        busy.IntervalSeconds.ShouldBeLessThan(idle.IntervalSeconds);
        idle.Jobs.ShouldNotBeNull().ShouldBeEmpty();
        var running = busy.Jobs.ShouldNotBeNull().ShouldHaveSingleItem();
        (running.Id, running.Kind, running.SearchId).ShouldBe((job.Id, job.Kind, job.SearchId));
        (busy.Slots, busy.JobsDone).ShouldBe((1, 0));
        busy.BusyShare.ShouldNotBeNull().ShouldBeInRange(0, 1);
        stopped.IsAlive(stopped.At).ShouldBeFalse();
    }

    async Task<WorkerHeartbeat> FindAsync(Predicate<WorkerHeartbeat> wanted)
    {
        WorkerHeartbeat? found = null;
        await Eventually.HoldsAsync("it is told", async () =>
            (found = (await Jobs.Documents.FindAsync(BlobPaths.Heartbeat("teller/1"), CoreJson.Default.WorkerHeartbeat, CancellationToken.None))?.Value) is not null
            && wanted(found));
        return found!;
    }
}
