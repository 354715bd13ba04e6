using System.Text;
using Azure.Storage.Blobs;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Testing;
using Serverless.Worker.Jobs;

namespace Serverless.Worker.Tests.Leasing;

public sealed class JobReceiverTests(AzuriteFixture azurite) : WorkerTests(azurite)
{
    readonly ScriptedHandler _quick = new((_, _) => Task.FromResult(ScriptedHandler.Done));
    [Fact]
    public async Task SameTraining_AskedForByTwoSearchesAtOnce_IsDoneOnceAndPaidForByTheFirst()
    {
        var slow = new ScriptedHandler(async (_, cancellation) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
            return ScriptedHandler.Done;
        });
        var one = TestJobs.New();
        var other = one with { Id = TestJobs.New().Id, SearchId = "s2", InstanceId = "s2:c1" };
        var rung = one with { Id = TestJobs.New().Id, SearchId = "s2", Epochs = 1 };

        await using var first = await StartAsync(slow);
        await using var second = await StartAsync(slow);
        foreach (var job in (Job[])[one, other, rung])
        {
            await Jobs.QueueAsync(job);
        }

        JobResult[] results = [await Jobs.ResultAsync(one), await Jobs.ResultAsync(other)];
        var reused = results.Single(result => result.ReusedFrom is not null);
        var paid = results.Single(result => result.ReusedFrom is null);
        (reused.ReusedFrom, reused.Seconds, reused.RanOn).ShouldBe((paid.JobId, 0, paid.RanOn));
        reused.Metrics.ShouldBe(paid.Metrics);
        (await Jobs.ResultAsync(rung)).ReusedFrom.ShouldBeNull("it is trained less far");
        await Jobs.QueueIsEmptyAsync();
        slow.Runs.ShouldBe(2);
        (await Jobs.AnnouncementsAsync()).Select(message => message.JobId).Order().ShouldBe(new[] { one.Id, other.Id, rung.Id }.Order());
    }

    /// <summary>Until the reference or the supernet is there, one job of those that need it is worked on; others are not held up.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Jobs_WhoseReferenceOrSupernetIsNotThere_WaitForTheOneThatTrainsIt(bool isReference)
    {
        var template = TestJobs.New() with { Epochs = 0 };
        var reference = new ReferenceCandidate(template.Candidate!.Value, template.Architecture!);
        Job[] needing = [.. Enumerable.Range(0, 2).Select(place => template with
        {
            Id = TestJobs.New().Id,
            Candidate = new($"c{place}"),
            Reference = isReference ? reference : null,
            Supernet = isReference ? null : new(),
        })];
        var trains = new TaskCompletionSource();
        var handler = new ScriptedHandler(async (job, cancellation) =>
        {
            if (job.Reference is not null && await Jobs.Documents.FindVersionAsync(StoredReferences.PathOf(job), cancellation) is null)
            {
                await trains.Task.WaitAsync(cancellation);
                await Jobs.Documents.TryCreateAsync(
                    StoredReferences.PathOf(job),
                    new ReferenceRepresentations
                    {
                        Candidate = reference.Candidate,
                        Architecture = reference.Architecture,
                        Images = [],
                        Stages = [],
                        AccuracyPercent = 1,
                        TrainSeconds = 1,
                        Worker = "w",
                    },
                    CoreJson.Default.ReferenceRepresentations,
                    cancellation);
            }

            if (job.Supernet is not null && await Jobs.Documents.FindVersionAsync(StoredSupernets.PathOf(job), cancellation) is null)
            {
                await trains.Task.WaitAsync(cancellation);
                await Jobs.Documents.TryCreateBytesAsync(StoredSupernets.PathOf(job), new byte[1], cancellation);
            }

            return ScriptedHandler.Done;
        });
        await using var first = await StartAsync(handler);
        await using var second = await StartAsync(handler);
        foreach (var job in needing)
        {
            await Jobs.QueueAsync(job);
        }

        var other = await Jobs.QueueAsync(TestJobs.New());
        (await Jobs.ResultAsync(other)).Error.ShouldBeNull("it needs none");
        await Eventually.HoldsAsync("one of the others is begun", () => Task.FromResult(handler.Runs == 2));

        trains.SetResult();

        (await Jobs.ResultAsync(needing[0])).Error.ShouldBeNull();
        (await Jobs.ResultAsync(needing[1])).Error.ShouldBeNull();
        handler.Runs.ShouldBe(3);
    }

    [Fact]
    public async Task SameTraining_WhoseNetworkIsGone_IsDoneAgain()
    {
        var job = TestJobs.New();
        var kept = new StoredTraining(
            "s2", new JobResult { JobId = "gone", Outcome = JobOutcome.Completed, Worker = "w", ModelBlob = "jobs/gone/model.onnx" });
        await Jobs.Documents.TryCreateAsync(StoredTrainings.PathOf(job), kept, CoreJson.Default.StoredTraining, CancellationToken.None);
        await Jobs.QueueAsync(job);

        await using var worker = await StartAsync(_quick);

        (await Jobs.ResultAsync(job)).ReusedFrom.ShouldBeNull();
        var after = await Jobs.Documents.ReadAsync(StoredTrainings.PathOf(job), CoreJson.Default.StoredTraining, CancellationToken.None);
        after.Value.Result.JobId.ShouldBe(job.Id);
    }

    [Fact]
    public async Task Job_WithResultAlready_IsAnnouncedAgainAndNotDone()
    {
        var job = TestJobs.New();
        var earlier = new JobResult { JobId = job.Id, Outcome = JobOutcome.Completed, Worker = "earlier" };
        await Jobs.Documents.TryCreateAsync(BlobPaths.JobResult(job.Id), earlier, CoreJson.Default.JobResult, CancellationToken.None);
        await Jobs.QueueAsync(job);

        await using var worker = await StartAsync(_quick);

        await Jobs.QueueIsEmptyAsync();
        _quick.Runs.ShouldBe(0);
        (await Jobs.AnnouncementsAsync()).ShouldBe([new JobResultMessage(job.Id, job.InstanceId, job.EventName)]);
        (await Jobs.ResultAsync(job)).Worker.ShouldBe("earlier");
    }

    [Fact]
    public async Task Job_WithdrawnBeforehand_IsDropped()
    {
        var job = TestJobs.New();
        await Jobs.WithdrawAsync(job);
        await Jobs.QueueAsync(job);

        await using var worker = await StartAsync(_quick);

        await Jobs.QueueIsEmptyAsync();
        _quick.Runs.ShouldBe(0);
        (await Jobs.FindResultAsync(job.Id)).ShouldBeNull();
    }

    [Theory]
    [InlineData(null, "does not exist")]
    [InlineData("{", "is not a well-formed Job")]
    public async Task Job_WhoseDocumentIsUnreadable_IsPoisonedWithAResultThatNamesTheBlob(string? content, string reason)
    {
        var job = TestJobs.New();
        if (content is not null)
        {
            await Jobs.Documents.TryCreateBytesAsync(BlobPaths.Job(job.Id), Encoding.UTF8.GetBytes(content), CancellationToken.None);
        }

        await Jobs.Queue.EnqueueAsync(new JobMessage(job.Id), CancellationToken.None);

        await using var worker = await StartAsync(_quick);

        var result = await Jobs.ResultAsync(job);
        await Jobs.QueueIsEmptyAsync();
        result.Outcome.ShouldBe(JobOutcome.Failed);
        result.Error.ShouldNotBeNull().ShouldContain(BlobPaths.Job(job.Id).ToString());
        result.Error.ShouldContain(reason);
    }

    [Fact]
    public async Task Message_ThatIsNoJob_IsPoisonedAndTheNextJobIsDone()
    {
        await Jobs.RawQueue(QueueNames.PoisonOf(QueueNames.Jobs)).ClearMessagesAsync();
        await Jobs.RawQueue(QueueNames.Jobs).SendMessageAsync("rubbish");
        var job = await Jobs.QueueAsync(TestJobs.New());

        await using var worker = await StartAsync(_quick);

        await Jobs.ResultAsync(job);
        await Jobs.QueueIsEmptyAsync();
        var poisoned = await Jobs.RawQueue(QueueNames.PoisonOf(QueueNames.Jobs)).PeekMessagesAsync(10);
        poisoned.Value.ShouldHaveSingleItem().Body.ToString().ShouldBe("rubbish");
    }

    [Fact]
    public async Task Job_ThatAsManyWorkersDiedOverAsItHasAttempts_IsGivenUpForGood()
    {
        var job = await Jobs.QueueAsync(TestJobs.New());
        await using (await Jobs.Claims.TryClaimAsync(job.Id, TimeSpan.FromSeconds(15), CancellationToken.None))
        {
            // Makes the claim's blob.
        }

        var path = BlobPaths.JobClaim(job.Id);
        await new BlobClient(Storage, path.Container, path.Name)
            .SetMetadataAsync(new Dictionary<string, string> { ["crashes"] = "3" });

        await using var worker = await StartAsync(_quick);

        var result = await Jobs.ResultAsync(job);
        await Jobs.QueueIsEmptyAsync();
        result.Outcome.ShouldBe(JobOutcome.Failed);
        result.IsFinal.ShouldBeTrue();
        result.Error.ShouldBe($"Given up: 3 workers in a row died while they ran job {job.Id}, without a new checkpoint. The end of their logs shows the reason.");
        _quick.Runs.ShouldBe(0);
        (await Jobs.AnnouncementsAsync()).ShouldHaveSingleItem().JobId.ShouldBe(job.Id);
    }

    [Fact]
    public async Task Training_WithoutAnArchitecture_IsGivenUpAndTheNextJobIsDone()
    {
        var job = await Jobs.QueueAsync(TestJobs.New() with { Architecture = null });
        var next = await Jobs.QueueAsync(TestJobs.New());

        await using var worker = await StartAsync(_quick);

        var result = await Jobs.ResultAsync(job);
        result.Outcome.ShouldBe(JobOutcome.Failed);
        result.IsFinal.ShouldBeTrue();
        result.Error!.ShouldContain("architecture");
        (await Jobs.ResultAsync(next)).Outcome.ShouldBe(JobOutcome.Completed);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"searchId":"s1","result":{"jobId":"j1","outcome":"completed","modelBlob":"nowhere"}}""")]
    public async Task Training_WhoseKeptResultIsMalformed_IsGivenUpByItsName(string kept)
    {
        var job = await Jobs.QueueAsync(TestJobs.New());
        await Jobs.Documents.TryCreateBytesAsync(StoredTrainings.PathOf(job), Encoding.UTF8.GetBytes(kept), CancellationToken.None);

        await using var worker = await StartAsync(_quick);

        var result = await Jobs.ResultAsync(job);
        result.IsFinal.ShouldBeTrue();
        result.Error!.ShouldContain(StoredTrainings.PathOf(job).ToString());
        _quick.Runs.ShouldBe(0);
    }

    Task<TestWorker> StartAsync(IJobHandler handler, WorkerOptions? options = null) =>
        TestWorker.StartAsync(Storage, handler, options);
}
