using Serverless.Core.Jobs;
using Serverless.Testing;

namespace Serverless.Worker.Tests;

/// <summary>One worker with several jobs at once.</summary>
public sealed class WorkerSlotsTests(AzuriteFixture azurite) : WorkerTests(azurite)
{
    [Fact]
    public async Task TwoLanes_ThreeJobs_TwoAtOnceAndNoMore()
    {
        var (now, most) = (0, 0);
        var bothAreThere = new TaskCompletionSource();
        var handler = new ScriptedHandler(async (_, cancellation) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            if (now == 2)
            {
                bothAreThere.TrySetResult();
            }

            await bothAreThere.Task.WaitAsync(cancellation);
            await Task.Delay(TimeSpan.FromSeconds(0.5), cancellation);
            Interlocked.Decrement(ref now);
            return ScriptedHandler.Done;
        });
        await using var worker = await StartAsync(handler);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await Jobs.QueueAsync(TestJobs.New());
        }

        await Jobs.QueueIsEmptyAsync();
        (handler.Runs, most).ShouldBe((3, 2));
    }

    [Fact]
    public async Task Job_ThatFailedBefore_BeginsWhenNoOtherRunsAndHasNoneBesideIt()
    {
        var (now, beside) = (0, -1);
        var first = TestJobs.New();
        var second = TestJobs.New() with { Attempt = 2 };
        var third = TestJobs.New();
        var isTaken = new TaskCompletionSource();
        var handler = new ScriptedHandler(async (job, cancellation) =>
        {
            var others = Interlocked.Increment(ref now) - 1;
            if (job.Id == first.Id)
            {
                await isTaken.Task.WaitAsync(cancellation);
            }

            await Task.Delay(TimeSpan.FromSeconds(0.5), cancellation);
            beside = job.Id == second.Id ? Math.Max(others, now - 1) : beside;
            Interlocked.Decrement(ref now);
            return ScriptedHandler.Done;
        });
        await Jobs.QueueAsync(first);
        await using var worker = await StartAsync(handler);
        await Eventually.HoldsAsync("the first is begun", () => Task.FromResult(now == 1));
        await Jobs.QueueAsync(second);
        await Eventually.HoldsAsync("the second is taken", () => Jobs.Claims.IsHeldAsync(second.Id, CancellationToken.None));
        await Jobs.QueueAsync(third);

        isTaken.SetResult();

        await Jobs.QueueIsEmptyAsync();
        (handler.Runs, beside).ShouldBe((3, 0));
    }

    [Fact]
    public async Task Worker_StoppedWhileWorkingOnTwo_GivesBothBackAtOnce()
    {
        var endless = ScriptedHandler.Endless();
        Job[] jobs = [await Jobs.QueueAsync(TestJobs.New()), await Jobs.QueueAsync(TestJobs.New())];
        var worker = await StartAsync(endless, TimeSpan.FromMinutes(10));
        await Eventually.HoldsAsync("both are begun", () => Task.FromResult(endless.Runs == 2));

        await worker.DisposeAsync();

        foreach (var job in jobs)
        {
            (await Jobs.Queue.ReceiveAsync(TimeSpan.FromSeconds(30), ["local-cpu"], CancellationToken.None)).ShouldNotBeNull();
            await using var claim = await Jobs.Claims.TryClaimAsync(job.Id, TimeSpan.FromSeconds(15), CancellationToken.None);
            claim.ShouldNotBeNull().Crashes.ShouldBe(0);
        }
    }

    Task<TestWorker> StartAsync(ScriptedHandler handler, TimeSpan? lease = null) => TestWorker.StartAsync(
        Storage, handler, new WorkerOptions { Threads = 2, Jobs = 2, Lease = lease ?? TimeSpan.FromSeconds(30) });
}
