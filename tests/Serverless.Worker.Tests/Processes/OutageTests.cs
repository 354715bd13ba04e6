using Serverless.Testing;

namespace Serverless.Worker.Tests.Processes;

[Collection("processes")]
public sealed class OutageTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Storage_AwayInMidTraining_CostsNoTraining()
    {
        await using var jobs = await TestJobs.ConnectAsync(azurite.ConnectionString);
        var job = await jobs.QueueAsync(TestJobs.Long(epochs: 5));
        await using var worker = WorkerProcess.Start(azurite.ConnectionString, "w1");
        await worker.SaysAsync($"Job {job.Id}: epoch 1 of");

        await azurite.Service.StopAsync();
        await worker.SaysAsync($"Job {job.Id}: epoch 5 of");
        await azurite.Service.StartProcessAsync();

        (await jobs.ResultAsync(job)).Error.ShouldBeNull();
        await jobs.QueueIsEmptyAsync();
        worker.Count($"Job {job.Id} begun").ShouldBe(1);
    }
}
