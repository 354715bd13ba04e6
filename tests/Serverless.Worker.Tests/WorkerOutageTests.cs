using Serverless.Core.Jobs;
using Serverless.Testing;

namespace Serverless.Worker.Tests;

public sealed class WorkerOutageTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Storage_AwayWhileWorkIsFinished_CostsNoWork()
    {
        await using var jobs = await TestJobs.ConnectAsync(azurite.ConnectionString);
        var finish = new TaskCompletionSource();
        var handler = new ScriptedHandler(async (_, cancellation) =>
        {
            await finish.Task.WaitAsync(cancellation);
            return ScriptedHandler.Done;
        });
        var job = await jobs.QueueAsync(TestJobs.New());
        var options = new WorkerOptions { Lease = TimeSpan.FromSeconds(6) };
        await using var worker = await TestWorker.StartAsync(azurite.ConnectionString, handler, options);
        await Eventually.HoldsAsync("the job is begun", () => Task.FromResult(handler.Runs == 1));

        await azurite.Service.StopAsync();
        finish.SetResult();
        await Task.Delay(TimeSpan.FromSeconds(8));
        await azurite.Service.StartProcessAsync();

        (await jobs.ResultAsync(job)).Outcome.ShouldBe(JobOutcome.Completed);
        await jobs.QueueIsEmptyAsync();
        handler.Runs.ShouldBe(1);
    }

    [Fact]
    public async Task Storage_AwayFromTheStart_IsWaitedFor()
    {
        await using var jobs = await TestJobs.ConnectAsync(azurite.ConnectionString);
        var job = await jobs.QueueAsync(TestJobs.New());
        await azurite.Service.StopAsync();

        var handler = new ScriptedHandler((_, _) => Task.FromResult(ScriptedHandler.Done));
        await using var worker = await TestWorker.StartAsync(azurite.ConnectionString, handler);
        await Task.Delay(TimeSpan.FromSeconds(1));
        await azurite.Service.StartProcessAsync();

        (await jobs.ResultAsync(job)).Outcome.ShouldBe(JobOutcome.Completed);
    }
}
