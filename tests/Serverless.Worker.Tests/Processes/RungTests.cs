using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Core.Searches.Requests;
using Serverless.Testing;

namespace Serverless.Worker.Tests.Processes;

/// <summary>Trainings in rungs, by real workers that come and go.</summary>
[Collection("processes")]
public sealed class RungTests(AzuriteFixture azurite) : WorkerTests(azurite)
{
    [Fact]
    public async Task Rungs_EachOnAnotherWorker_GiveWhatOneTrainingGives()
    {
        var whole = TestJobs.Rung(seed: 1, null) with { Training = TestJobs.Rung(1, null).Training with { Rungs = null } };
        await using (var first = Start("first"))
        {
            (await Jobs.ResultAsync(await Jobs.QueueAsync(TestJobs.Rung(1, 2)))).Error.ShouldBeNull();
            (await first.TerminateAsync()).ShouldBe(ExitCodes.Success);
        }

        var last = await Jobs.QueueAsync(TestJobs.Rung(1, null));
        await using var second = Start("second");

        var climbed = await Jobs.ResultAsync(last);
        var straight = await Jobs.ResultAsync(await Jobs.QueueAsync(whole));
        second.Output.ShouldContain($"Job {last.Id} goes on after epoch 2");
        second.Output.ShouldNotContain($"Job {last.Id}: epoch 2 of");
        climbed.Metrics.ShouldBe(straight.Metrics);
        (await ModelAsync(climbed)).ShouldBe(await ModelAsync(straight));
    }

    [Fact]
    public async Task Checkpoint_BrokenOrGone_IsTrainedAgainAndSaidAloud()
    {
        await using var worker = Start("w1");
        await Jobs.ResultAsync(await Jobs.QueueAsync(TestJobs.Rung(2, 1)));
        await Jobs.ResultAsync(await Jobs.QueueAsync(TestJobs.Rung(2, 2)));
        var good = await BreakAsync(seed: 2, epochs: 2);

        var again = await Jobs.QueueAsync(TestJobs.Rung(2, null));
        var result = await Jobs.ResultAsync(again);

        result.Error.ShouldBeNull();
        worker.Output.ShouldContain($"Job {again.Id}: the checkpoint {PathOf(2, 2)} is broken");
        worker.Output.ShouldContain($"Job {again.Id} goes on after epoch 1");
        (await Jobs.Documents.ReadBytesAsync(PathOf(2, 2), CancellationToken.None)).ShouldBe(good, "the broken one was replaced");

        var alone = await Jobs.QueueAsync(TestJobs.Rung(3, null));
        var other = await Jobs.ResultAsync(alone);
        other.Error.ShouldBeNull();
        worker.Output.ShouldContain($"Job {alone.Id}: the checkpoint {PathOf(3, 2)} of the rung before is gone");
        (await Jobs.Documents.FindVersionAsync(PathOf(3, 2), CancellationToken.None)).ShouldNotBeNull("it was kept on the way");
    }

    [Fact]
    public async Task Checkpoint_OfAnotherPlace_IsNotTaken()
    {
        await using var worker = Start("w1");
        await Jobs.ResultAsync(await Jobs.QueueAsync(TestJobs.Rung(4, 2)));
        var content = await Jobs.Documents.ReadBytesAsync(PathOf(4, 2), CancellationToken.None);
        await Jobs.Documents.TryCreateBytesAsync(PathOf(5, 2), content, CancellationToken.None);

        var job = await Jobs.QueueAsync(TestJobs.Rung(5, null));

        (await Jobs.ResultAsync(job)).Error.ShouldBeNull();
        worker.Output.ShouldContain($"Job {job.Id}: the checkpoint {PathOf(5, 2)} is broken (its checksum is wrong)");
        worker.Output.ShouldContain($"Job {job.Id}: epoch 1 of");
    }

    [Fact]
    public async Task Worker_KilledInTheLastRung_CostsNoRungBefore()
    {
        var job = TestJobs.Rung(6, null) with { Training = new TrainingRecipe { Epochs = 8, BatchSize = 32, LearningRate = 0.05, Rungs = [1, 2, 8] } };
        await Jobs.QueueAsync(job);
        await using var killed = Start("killed");
        await killed.SaysAsync($"Job {job.Id}: epoch 3 of");
        await killed.KillAsync();
        await using var second = Start("second");

        (await Jobs.ResultAsync(job)).Error.ShouldBeNull();

        second.Output.ShouldContain($"Job {job.Id} goes on after epoch 2");
        second.Output.ShouldNotContain($"Job {job.Id}: epoch 2 of");
    }

    [Fact]
    public async Task Worker_AskedToEndInMidRung_CostsNoEpochAndCountsAsNoAttempt()
    {
        var job = TestJobs.Rung(10, null) with { Training = new TrainingRecipe { Epochs = 8, BatchSize = 32, LearningRate = 0.05, Rungs = [1, 2, 8] } };
        await Jobs.QueueAsync(job);
        await using var ended = Start("ended");
        await ended.SaysAsync($"Job {job.Id}: epoch 3 of");
        (await ended.TerminateAsync()).ShouldBe(ExitCodes.Success);
        await using var second = Start("second");

        (await Jobs.ResultAsync(job)).Error.ShouldBeNull();

        await second.SaysAsync($"Job {job.Id} ended");
        second.Output.ShouldContain($"Job {job.Id} goes on after epoch");
        second.Output.ShouldContain($"Job {job.Id} begun: Train {job.Candidate}, attempt 1");
        (ended.Count($"Job {job.Id}: epoch") + second.Count($"Job {job.Id}: epoch")).ShouldBe(8, "none is trained twice");
        ended.Count($"Job {job.Id}: epoch").ShouldBeLessThan(8);
        await Jobs.QueueIsEmptyAsync();
        await using var claim = await Eventually.GetAsync(
            "the worker has let go of the job", () => Jobs.Claims.TryClaimAsync(job.Id, TimeSpan.FromSeconds(15), CancellationToken.None));
        claim.Crashes.ShouldBe(0);
    }

    [Fact]
    public async Task Job_ForARungThatItsTrainingLacks_FailsNamingIt()
    {
        await using var worker = Start("w1");

        var result = await Jobs.ResultAsync(await Jobs.QueueAsync(TestJobs.Rung(7, 3)));

        result.Outcome.ShouldBe(JobOutcome.Failed);
        result.Error.ShouldNotBeNull().ShouldContain("no rung after 3 epochs");
    }

    [Fact]
    public async Task Rung_OfNoEpochs_TellsWhatTheUntrainedNetworkIsWorth()
    {
        await using var worker = Start("w1");
        var job = TestJobs.Rung(11, 0) with { Training = new TrainingRecipe { Epochs = 4, BatchSize = 32, Rungs = [0, 4] } };

        var judged = await Jobs.ResultAsync(await Jobs.QueueAsync(job));
        var trained = await Jobs.ResultAsync(await Jobs.QueueAsync(TestJobs.Rung(11, null) with { Training = job.Training }));

        judged.Metrics.Keys.ShouldBe(["logSynflow", "naswot", "jacobianCovariance", "snip", "gradientNorm"], ignoreOrder: true);
        (await ModelAsync(judged)).Length.ShouldBeGreaterThan(0, "its latency can be measured");
        trained.Error.ShouldBeNull();
        trained.Metrics.Keys.ShouldContain("accuracy");
        worker.Count("the checkpoint").ShouldBe(0, "an untrained network leaves none to look for");
    }

    static BlobPath PathOf(long seed, int epochs)
    {
        var job = TestJobs.Rung(seed, epochs);
        return BlobPaths.Checkpoint(
            job.Space.Name, job.Dataset.Name, RecipeHash.Of(job.Space, job.Dataset, job.Training), job.Candidate!.Value, epochs, seed);
    }

    /// <summary>Flips one bit in the middle.</summary>
    /// <returns>What was there.</returns>
    async Task<byte[]> BreakAsync(long seed, int epochs)
    {
        var found = (await Jobs.Documents.FindBytesAsync(PathOf(seed, epochs), CancellationToken.None)).ShouldNotBeNull();
        var broken = found.Value.ToArray();
        broken[broken.Length / 2] ^= 1;
        await Jobs.Documents.TryReplaceBytesAsync(PathOf(seed, epochs), broken, found.Version, CancellationToken.None);
        return found.Value;
    }

    Task<byte[]> ModelAsync(JobResult result) =>
        Jobs.Documents.ReadBytesAsync(BlobPath.Parse(result.ModelBlob!), CancellationToken.None);

    ChildProcess Start(string name) => WorkerProcess.Start(Storage, name, "--lease-seconds", "5");
}
