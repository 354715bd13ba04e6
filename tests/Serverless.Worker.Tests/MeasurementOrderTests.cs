using System.Collections.Concurrent;
using Serverless.Core.Jobs;
using Serverless.Testing;

namespace Serverless.Worker.Tests;

/// <summary>The choice of a worker among many jobs.</summary>
public sealed class MeasurementOrderTests(AzuriteFixture azurite) : WorkerTests(azurite)
{
    readonly ConcurrentQueue<string> _done = [];
    [Fact]
    public async Task Measurement_QueuedWhileATrainingRuns_IsDoneBeforeTheTrainingsThatWaitedLonger()
    {
        var trainings = new[] { TestJobs.New(), TestJobs.New(), TestJobs.New() };
        foreach (var training in trainings)
        {
            await Jobs.QueueAsync(training);
        }

        var measurement = TestJobs.New(JobKind.Measure);
        await using var worker = await TestWorker.StartAsync(Storage, Noting(JobKind.Train, async job =>
        {
            if (job.Id == trainings[0].Id)
            {
                await Jobs.QueueAsync(measurement);
            }
        }), new WorkerOptions(), Noting(JobKind.Measure));

        await Jobs.QueueIsEmptyAsync();
        _done.ShouldBe([trainings[0].Id, measurement.Id, trainings[1].Id, trainings[2].Id]);
    }

    [Fact]
    public async Task Measurements_OfAnotherDevice_DoNotKeepTrainingsFromBeingDone()
    {
        foreach (var _ in Enumerable.Range(0, 20))
        {
            await Jobs.QueueAsync(TestJobs.New(JobKind.Measure) with { Device = "phone" });
        }

        var training = await Jobs.QueueAsync(TestJobs.New());
        await using var worker = await TestWorker.StartAsync(Storage, Noting(JobKind.Train));

        await Jobs.ResultAsync(training);
        _done.ShouldBe([training.Id]);
    }

    [Fact]
    public async Task Measurements_ForAWorkerThatMeasuresNothing_AreNotTouched()
    {
        await Jobs.QueueAsync(TestJobs.New(JobKind.Measure));
        var training = await Jobs.QueueAsync(TestJobs.New());
        await using var worker = await TestWorker.StartAsync(
            Storage, Noting(JobKind.Train), new WorkerOptions { Measures = [] });

        await Jobs.ResultAsync(training);
        await worker.StopAsync();
        var message = await Jobs.Queue.ReceiveAsync(TimeSpan.FromSeconds(30), ["local-cpu"], CancellationToken.None);
        message.ShouldNotBeNull().DequeueCount.ShouldBe(1);
    }

    ScriptedHandler Noting(JobKind kind, Func<Job, Task>? first = null) => new(async (job, _) =>
    {
        await (first?.Invoke(job) ?? Task.CompletedTask);
        _done.Enqueue(job.Id);
        return ScriptedHandler.Done;
    })
    { Kind = kind };
}
