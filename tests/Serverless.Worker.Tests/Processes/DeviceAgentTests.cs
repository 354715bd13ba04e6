using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Spaces;
using Serverless.Testing;
using Serverless.Worker.Measuring;

namespace Serverless.Worker.Tests.Processes;

[Collection("processes")]
public sealed class DeviceAgentTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task TwoAgents_MeasurementsOfTwoDevicesAndATraining_EachMeasuresItsOwnAndNothingElse()
    {
        await using var jobs = await TestJobs.ConnectAsync(azurite.ConnectionString);
        var network = MeasuredNetwork.Export(
            new SpaceSpecification { Name = "nasbench-macro-canonical", Channels = 4, CellsPerStage = 1 }, "12000210", new ImageShape(1, 28, 28, 10));
        var path = BlobPaths.JobModel("j" + Guid.NewGuid().ToString("N"));
        await jobs.Documents.TryCreateBytesAsync(path, network.Content, CancellationToken.None);
        var training = await jobs.QueueAsync(TestJobs.New());
        var measurements = new List<Job>();
        foreach (var device in Enumerable.Repeat((string[])["phone", "board"], 4).SelectMany(devices => devices))
        {
            measurements.Add(await jobs.QueueAsync(TestJobs.New(JobKind.Measure) with { Device = device, ModelBlob = path.ToString() }));
        }

        // What is in a queue that is not for it is no work for an agent either.
        var misplaced = await jobs.QueueAsync(TestJobs.New(), messages: 0);
        await jobs.Queue.EnqueueAsync(new JobMessage(misplaced.Id) { Device = "board" }, CancellationToken.None);

        await using var phone = WorkerProcess.Start(azurite.ConnectionString, "the-phone", "--device-agent", "phone");
        await using var board = WorkerProcess.Start(azurite.ConnectionString, "the-board", "--device-agent", "board");

        foreach (var measurement in measurements)
        {
            var result = await jobs.ResultAsync(measurement);
            result.Error.ShouldBeNull();
            result.Worker.ShouldBe($"the-{measurement.Device}");
            result.Metrics["latencyMs"].ShouldBeGreaterThan(0);
        }

        await Eventually.HoldsAsync("only the training is queued", async () => await jobs.CountAsync() == 1);
        (await jobs.FindResultAsync(training.Id)).ShouldBeNull();
        (await jobs.FindResultAsync(misplaced.Id)).ShouldBeNull();
        (await phone.TerminateAsync()).ShouldBe(ExitCodes.Success);
        (await board.TerminateAsync()).ShouldBe(ExitCodes.Success);
        (await jobs.Queue.CountAsync(null, CancellationToken.None)).ShouldBe(1);
        (await jobs.RawQueue("jobs-poison").PeekMessagesAsync(10)).Value.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Agent_NeverLoadsLibtorch()
    {
        await using var jobs = await TestJobs.ConnectAsync(azurite.ConnectionString);

        // Without a --device every other worker asks libtorch for a GPU when it starts.
        await using var agent = ChildProcess.StartProject(
            "Serverless.Worker", ["--device-agent", "phone"], WorkerProcess.Environment(azurite.ConnectionString));

        await agent.SaysAsync("takes jobs");

        (await File.ReadAllTextAsync($"/proc/{agent.Id}/maps")).ShouldNotContain("libtorch");
    }
}
