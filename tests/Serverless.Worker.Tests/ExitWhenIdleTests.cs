using Serverless.Core.Jobs;
using Serverless.Testing;

namespace Serverless.Worker.Tests;

/// <summary>Workers that end by themselves, as executions of a job do.</summary>
public sealed class ExitWhenIdleTests(AzuriteFixture azurite) : WorkerTests(azurite)
{
    [Fact]
    public async Task Worker_AfterAJobLongerThanItMayBeIdle_DoesAllJobsAndThenEnds()
    {
        var finish = new TaskCompletionSource();
        var handler = new ScriptedHandler(async (_, cancellation) =>
        {
            await finish.Task.WaitAsync(cancellation);
            return ScriptedHandler.Done;
        });
        var job = await Jobs.QueueAsync(TestJobs.New());
        await using var worker = await StartAsync(handler);
        await Eventually.HoldsAsync("the job is begun", () => Task.FromResult(handler.Runs == 1));
        var ends = worker.EndsAsync();

        // The other slot finds nothing all the while.
        await Task.Delay(TimeSpan.FromSeconds(2));
        ends.IsCompleted.ShouldBeFalse();
        var later = await Jobs.QueueAsync(TestJobs.New());
        finish.SetResult();
        await ends;

        (await Jobs.FindResultAsync(job.Id))!.Value.Outcome.ShouldBe(JobOutcome.Completed);
        (await Jobs.FindResultAsync(later.Id))!.Value.Outcome.ShouldBe(JobOutcome.Completed);
        (await Jobs.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Worker_ThatFindsNothingFromItsStart_Ends()
    {
        await using var worker = await StartAsync(ScriptedHandler.Endless());

        await worker.EndsAsync();
    }

    Task<TestWorker> StartAsync(ScriptedHandler handler) => TestWorker.StartAsync(
        Storage, handler, new WorkerOptions { Threads = 2, Jobs = 2, ExitWhenIdle = TimeSpan.FromSeconds(1) });
}
