using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Testing;
using Serverless.Worker.Jobs;

namespace Serverless.Worker.Tests;

public sealed class WorkerServiceTests(AzuriteFixture azurite) : WorkerTests(azurite)
{
    readonly ScriptedHandler _quick = new((_, _) => Task.FromResult(ScriptedHandler.Done));
    [Fact]
    public async Task Job_Queued_IsDoneKeptAnnouncedAndTakenOffTheQueue()
    {
        var job = await Jobs.QueueAsync(TestJobs.New());

        await using var worker = await StartAsync(_quick, new WorkerOptions { Name = "w1" });

        var result = await Jobs.ResultAsync(job);
        await Jobs.QueueIsEmptyAsync();
        result.Outcome.ShouldBe(JobOutcome.Completed);
        result.Metrics.ShouldBe(ScriptedHandler.Done.Metrics);
        result.Worker.ShouldBe("w1");
        (await Jobs.AnnouncementsAsync()).ShouldBe([new JobResultMessage(job.Id, job.InstanceId, job.EventName)]);
    }

    [Fact]
    public async Task Job_QueuedThriceForTwoWorkers_IsDoneOnce()
    {
        var slow = new ScriptedHandler(async (_, cancellation) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
            return ScriptedHandler.Done;
        });
        var job = await Jobs.QueueAsync(TestJobs.New(), messages: 3);

        await using var first = await StartAsync(slow);
        await using var second = await StartAsync(slow);

        await Jobs.ResultAsync(job);
        await Jobs.QueueIsEmptyAsync();
        slow.Runs.ShouldBe(1);
    }

    [Fact]
    public async Task Job_WithdrawnWhileWorkedOn_StopsWithoutResult()
    {
        var endless = ScriptedHandler.Endless();
        var job = await Jobs.QueueAsync(TestJobs.New());
        await using var worker = await StartAsync(endless);
        await Eventually.HoldsAsync("the job is begun", () => Task.FromResult(endless.Runs == 1));

        await Jobs.WithdrawAsync(job);

        await Jobs.QueueIsEmptyAsync();
        (await Jobs.FindResultAsync(job.Id)).ShouldBeNull();
        (await Jobs.AnnouncementsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Worker_StoppedWhileWorking_GivesTheJobBackAtOnce()
    {
        var endless = ScriptedHandler.Endless();
        var job = await Jobs.QueueAsync(TestJobs.New());
        var worker = await StartAsync(endless, new WorkerOptions { Lease = TimeSpan.FromMinutes(10) });
        await Eventually.HoldsAsync("the job is begun", () => Task.FromResult(endless.Runs == 1));

        await worker.DisposeAsync();

        (await Jobs.FindResultAsync(job.Id)).ShouldBeNull();
        (await Jobs.Queue.ReceiveAsync(TimeSpan.FromSeconds(1), ["local-cpu"], CancellationToken.None))!.Message!.JobId.ShouldBe(job.Id);
        await using var claim = await Jobs.Claims.TryClaimAsync(job.Id, TimeSpan.FromSeconds(15), CancellationToken.None);
        claim.ShouldNotBeNull().Crashes.ShouldBe(0);
    }

    [Fact]
    public async Task Worker_ThatLostItsClaim_StopsAndLeavesTheJobToOthers()
    {
        var endless = ScriptedHandler.Endless();
        var job = await Jobs.QueueAsync(TestJobs.New());
        await using var worker = await StartAsync(endless, new WorkerOptions { Lease = TimeSpan.FromSeconds(6) });
        await Eventually.HoldsAsync("the job is begun", () => Task.FromResult(endless.Runs == 1));

        var path = BlobPaths.JobClaim(job.Id);
        await new BlobClient(Storage, path.Container, path.Name).GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);

        await Eventually.HoldsAsync("the job is begun again", () => Task.FromResult(endless.Runs == 2));
        (await Jobs.FindResultAsync(job.Id)).ShouldBeNull();
    }

    [Fact]
    public async Task Worker_ThatLostItsMessage_GoesOnUnderItsClaim()
    {
        var finish = new TaskCompletionSource();
        var handler = new ScriptedHandler(async (_, cancellation) =>
        {
            await finish.Task.WaitAsync(cancellation);
            return ScriptedHandler.Done;
        });
        var job = await Jobs.QueueAsync(TestJobs.New());
        await using var worker = await StartAsync(handler, new WorkerOptions { Lease = TimeSpan.FromSeconds(3) });
        await Eventually.HoldsAsync("the job is begun", () => Task.FromResult(handler.Runs == 1));

        await Jobs.RawQueue(QueueNames.Jobs).ClearMessagesAsync();
        await Task.Delay(TimeSpan.FromSeconds(3));
        finish.SetResult();

        (await Jobs.ResultAsync(job)).Outcome.ShouldBe(JobOutcome.Completed);
        handler.Runs.ShouldBe(1);
    }

    [Fact]
    public async Task Measurement_OfAnotherDevice_IsLeftToItsMachine()
    {
        var measuring = new ScriptedHandler((_, _) => Task.FromResult(ScriptedHandler.Done)) { Kind = JobKind.Measure };
        var job = await Jobs.QueueAsync(TestJobs.New(JobKind.Measure) with { Device = "phone" });
        await using var here = await StartAsync(measuring);
        await Task.Delay(TimeSpan.FromSeconds(1));
        measuring.Runs.ShouldBe(0);

        await using var phone = await StartAsync(measuring, new WorkerOptions { Name = "phone", Measures = ["phone"] });

        (await Jobs.ResultAsync(job)).Worker.ShouldBe("phone");
        measuring.Runs.ShouldBe(1);
    }

    Task<TestWorker> StartAsync(IJobHandler handler, WorkerOptions? options = null) =>
        TestWorker.StartAsync(Storage, handler, options);
}
