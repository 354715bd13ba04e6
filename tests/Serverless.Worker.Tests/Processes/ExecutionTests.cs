using Serverless.Core.Jobs;
using Serverless.Testing;

namespace Serverless.Worker.Tests.Processes;

/// <summary>A worker as an execution of a job that trains: it leaves measuring to others, and ends.</summary>
[Collection("processes")]
public sealed class ExecutionTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Execution_TrainingsAndAMeasurement_TrainsAllEndsAndLeavesTheMeasurement()
    {
        await using var jobs = await TestJobs.ConnectAsync(azurite.ConnectionString);
        Job[] trainings = [await jobs.QueueAsync(TestJobs.New()), await jobs.QueueAsync(TestJobs.New())];
        await jobs.QueueAsync(TestJobs.New(JobKind.Measure));

        await using var execution = WorkerProcess.Start(azurite.ConnectionString, "execution", "--measures", "none", "--exit-when-idle", "2");

        (await execution.WaitForExitAsync()).ShouldBe(ExitCodes.Success, execution.Output);
        foreach (var training in trainings)
        {
            (await jobs.FindResultAsync(training.Id)).ShouldNotBeNull().Value.Outcome.ShouldBe(JobOutcome.Completed);
        }

        (await jobs.Queue.CountAsync(null, CancellationToken.None)).ShouldBe(0);
        (await jobs.Queue.CountAsync("local-cpu", CancellationToken.None)).ShouldBe(1);
    }
}
