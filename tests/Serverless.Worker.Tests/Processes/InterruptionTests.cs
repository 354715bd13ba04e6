using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Testing;

namespace Serverless.Worker.Tests.Processes;

[Collection("processes")]
public sealed partial class InterruptionTests(AzuriteFixture azurite) : WorkerTests(azurite)
{
    [Fact]
    public async Task Worker_KilledInMidTraining_LosesTheJobToAnotherOnceAndWhatItKeptIsNotTrainedAgain()
    {
        var job = await Jobs.QueueAsync(TestJobs.Long(epochs: 30) with { MaximumAttempts = 1 });
        await using var killed = Start("killed", "--lease-seconds", "5", "--checkpoint-seconds", "1");
        await Eventually.HoldsAsync($"an epoch is kept. {killed.Output}", () => Task.FromResult(KeptEpoch(killed) > 0));
        await using var second = Start("second", "--lease-seconds", "5");

        await killed.KillAsync();

        var result = await Jobs.ResultAsync(job);
        await Jobs.QueueIsEmptyAsync();
        result.Error.ShouldBeNull("a death after a new checkpoint is no attempt");
        result.Worker.ShouldBe("second");
        second.Count($"Job {job.Id} begun").ShouldBe(1);
        var kept = KeptEpoch(killed);
        kept.ShouldBeGreaterThan(0);
        second.Output.ShouldMatch($"Job {job.Id} goes on after epoch [1-9]");
        second.Count($"Job {job.Id}: epoch").ShouldBeLessThanOrEqualTo(30 - kept);
        (await Jobs.AnnouncementsAsync()).ShouldHaveSingleItem().JobId.ShouldBe(job.Id);
    }

    [Fact]
    public async Task Job_WhoseWorkerDiesAtEachAttempt_EndsInPoisonWithItsReasonAndTheNextIsDone()
    {
        var job = await Jobs.QueueAsync(TestJobs.Long(epochs: 1_000) with { MaximumAttempts = 1 });
        await Jobs.RawQueue(QueueNames.PoisonOf(QueueNames.Jobs)).ClearMessagesAsync();
        await using var killed = Start("killed", "--lease-seconds", "5");
        await killed.SaysAsync($"Job {job.Id}: epoch 1 of");
        await killed.KillAsync();
        var next = await Jobs.QueueAsync(TestJobs.New());
        await using var second = Start("second", "--lease-seconds", "5");

        var result = await Jobs.ResultAsync(job);

        (result.Outcome, result.IsFinal).ShouldBe((JobOutcome.Failed, true));
        result.Error.ShouldNotBeNull().ShouldStartWith($"Given up: 1 workers in a row died while they ran job {job.Id}");
        second.Output.ShouldNotContain($"Job {job.Id} begun");
        (await Jobs.ResultAsync(next)).Error.ShouldBeNull();
        await Jobs.QueueIsEmptyAsync();
        var poisoned = (await Jobs.RawQueue(QueueNames.PoisonOf(QueueNames.Jobs)).PeekMessagesAsync(10)).Value.ShouldHaveSingleItem();
        Encoding.UTF8.GetString(Convert.FromBase64String(poisoned.Body.ToString())).ShouldContain(job.Id);
        var reasons = new List<string>();
        await foreach (var name in Jobs.Documents.ListAsync(BlobPaths.Rejected, "", null, CancellationToken.None))
        {
            reasons.Add(Encoding.UTF8.GetString(await Jobs.Documents.ReadBytesAsync(new BlobPath(BlobPaths.Rejected, name), CancellationToken.None)));
        }

        reasons.ShouldContain(reason => reason.Contains(result.Error!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TwoWorkers_EachMessageTwice_TrainEachCandidateOnce()
    {
        await using var first = Start("first");
        await using var second = Start("second");
        var jobs = new List<Job>();
        for (var i = 0; i < 4; i++)
        {
            jobs.Add(await Jobs.QueueAsync(TestJobs.Long(epochs: 3), messages: 2));
        }

        foreach (var job in jobs)
        {
            (await Jobs.ResultAsync(job)).Error.ShouldBeNull();
            (first.Count($"Job {job.Id} begun") + second.Count($"Job {job.Id} begun")).ShouldBe(1);
        }

        await Jobs.QueueIsEmptyAsync();
    }

    [Fact]
    public async Task Worker_Terminated_GivesTheJobBackAndEndsWell()
    {
        var job = await Jobs.QueueAsync(TestJobs.Long(epochs: 1_000));
        await using var worker = Start("w1", "--lease-seconds", "600");
        await worker.SaysAsync($"Job {job.Id}: epoch 1 of");

        (await worker.TerminateAsync()).ShouldBe(ExitCodes.Success);

        (await Jobs.FindResultAsync(job.Id)).ShouldBeNull();
        (await Jobs.Queue.ReceiveAsync(TimeSpan.FromSeconds(1), ["local-cpu"], CancellationToken.None)).ShouldNotBeNull().Message!.JobId.ShouldBe(job.Id);
        (await Jobs.Claims.IsHeldAsync(job.Id, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Job_WithdrawnInMidTraining_StopsLongBeforeItsEnd()
    {
        var job = await Jobs.QueueAsync(TestJobs.Long(epochs: 1_000));
        await using var worker = Start("w1");
        await worker.SaysAsync($"Job {job.Id}: epoch 1 of");

        await Jobs.WithdrawAsync(job);

        await worker.SaysAsync($"Job {job.Id} is withdrawn");
        await Jobs.QueueIsEmptyAsync();
        worker.Output.ShouldNotContain("epoch 900 of");
        (await Jobs.FindResultAsync(job.Id)).ShouldBeNull();
        (await Jobs.ResultAsync(await Jobs.QueueAsync(TestJobs.New()))).Error.ShouldBeNull();
    }

    [GeneratedRegex(@"checkpoint kept after epoch (?<epoch>\d+)")]
    private static partial Regex Kept();

    static int KeptEpoch(ChildProcess worker) =>
        Kept().Matches(worker.Output).Select(match => int.Parse(match.Groups["epoch"].Value, CultureInfo.InvariantCulture)).DefaultIfEmpty().Max();

    ChildProcess Start(string name, params string[] arguments) => WorkerProcess.Start(Storage, name, arguments);
}
