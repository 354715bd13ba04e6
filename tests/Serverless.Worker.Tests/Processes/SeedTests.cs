using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Testing;

namespace Serverless.Worker.Tests.Processes;

/// <summary>Trainings with several seeds, by real workers.</summary>
[Collection("processes")]
public sealed class SeedTests(AzuriteFixture azurite) : WorkerTests(azurite)
{
    [Fact]
    public async Task Seeds_TogetherAndInRungs_GiveTheMeanOfEachAlone()
    {
        var template = TestJobs.Rung(8, null);
        var together = template with { Id = template.Id + "-both", Training = template.Training with { Seeds = [8, 9] } };
        await using var worker = Start("w1");
        var first = await Jobs.ResultAsync(await Jobs.QueueAsync(template));
        var second = await Jobs.ResultAsync(await Jobs.QueueAsync(TestJobs.Rung(9, 2)));
        second.Error.ShouldBeNull();

        var both = await Jobs.ResultAsync(await Jobs.QueueAsync(together));

        worker.Output.ShouldContain($"Job {together.Id} goes on after epoch 2");
        both.Error.ShouldBeNull();
        var alone = (await Jobs.ResultAsync(await Jobs.QueueAsync(TestJobs.Rung(9, null)))).Metrics["accuracy"];
        both.Metrics["accuracy"].ShouldBe((first.Metrics["accuracy"] + alone) / 2, 1e-9);
        both.Metrics["accuracyDeviation"].ShouldBe(Math.Abs(first.Metrics["accuracy"] - alone) / Math.Sqrt(2), 1e-9);
        (await ModelAsync(both)).ShouldBe(await ModelAsync(first), "the network is the first seed's");
    }

    [Fact]
    public async Task Folds_Together_GiveTheMeanOfEachAlone()
    {
        var template = TestJobs.Rung(8, null);
        template = template with { Dataset = template.Dataset with { TrainingImages = 256, ValidationImages = 256, Folds = 2 } };
        Job Of(int fold) => template with { Id = $"{template.Id}-fold{fold}", Dataset = template.Dataset with { Folds = null, Fold = fold } };
        await using var worker = Start("w1");

        var both = await Jobs.ResultAsync(await Jobs.QueueAsync(template with { Id = template.Id + "-folds" }));

        both.Error.ShouldBeNull();
        var first = await Jobs.ResultAsync(await Jobs.QueueAsync(Of(0)));
        var second = await Jobs.ResultAsync(await Jobs.QueueAsync(Of(1)));
        first.Metrics["finalLoss"].ShouldNotBe(second.Metrics["finalLoss"], "they are trained on other images");
        both.Metrics["accuracy"].ShouldBe((first.Metrics["accuracy"] + second.Metrics["accuracy"]) / 2, 1e-9);
        both.Metrics.ShouldContainKey("accuracyDeviation");
    }

    [Fact]
    public async Task Worker_EndedAmidTheSecondSeed_DoesNotRepeatTheFirst()
    {
        var template = TestJobs.Long(epochs: 10);
        var job = await Jobs.QueueAsync(template with { Training = template.Training with { Seeds = [20, 21] } });
        await using var ended = Start("ended");
        await Eventually.HoldsAsync("the second seed is begun", () => Task.FromResult(ended.Count($"Job {job.Id}: epoch 1 of") == 2));
        (await ended.TerminateAsync()).ShouldBe(ExitCodes.Success);
        await using var second = Start("second");

        (await Jobs.ResultAsync(job)).Error.ShouldBeNull();

        second.Output.ShouldContain($"Job {job.Id} goes on after epoch 10");
        second.Count($"Job {job.Id}: epoch 1 of").ShouldBe(0, "the second goes on too");
    }

    Task<byte[]> ModelAsync(JobResult result) =>
        Jobs.Documents.ReadBytesAsync(BlobPath.Parse(result.ModelBlob!), CancellationToken.None);

    ChildProcess Start(string name) => WorkerProcess.Start(Storage, name, "--lease-seconds", "5");
}
