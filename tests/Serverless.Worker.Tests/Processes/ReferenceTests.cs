using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;
using Serverless.Testing;
using Serverless.Worker.Jobs;

namespace Serverless.Worker.Tests.Processes;

/// <summary>Candidates that real workers compare with a trained reference network.</summary>
[Collection("processes")]
public sealed class ReferenceTests(AzuriteFixture azurite) : WorkerTests(azurite)
{
    const string Reference = "|none~0|+|none~0|none~1|+|nor_conv_1x1~0|none~1|none~2|";

    /// <summary>
    /// The first worker dies over the reference's training, the second goes on with it; what it gives is trained for once. A reference that is none fails
    /// for the whole search.
    /// </summary>
    [Fact]
    public async Task Reference_OfSeveralJobsAndWorkersThatDie_IsTrainedOnceAndPaidForOnce()
    {
        var recipe = new TrainingRecipe { Epochs = 6, BatchSize = 32, LearningRate = 0.05, Rungs = [0, 1, 6] };
        Job[] jobs = [Compared(recipe), Compared(recipe) with { Architecture = Reference, Candidate = TestJobs.Candidate(Space.Name, Reference) }];
        jobs[1] = jobs[1] with { Seed = jobs[0].Seed };
        await using (var killed = Start("killed"))
        {
            await Jobs.QueueAsync(jobs[0]);
            await killed.SaysAsync($"Job {jobs[0].Id}: epoch 2 of");
            await killed.KillAsync();
        }

        await Jobs.QueueAsync(jobs[1]);
        await using var second = Start("second");
        JobResult[] results = [await Jobs.ResultAsync(jobs[0]), await Jobs.ResultAsync(jobs[1])];

        results.ShouldAllBe(result => result.Error == null && result.Metrics["representationMutualInformation"] > 0.3);
        var kept = (await Jobs.Documents.ReadAsync(
            StoredReferences.PathOf(jobs[0]), CoreJson.Default.ReferenceRepresentations, CancellationToken.None)).Value;
        (kept.Candidate, kept.Architecture, kept.Worker, kept.Stages.Count).ShouldBe((jobs[0].Reference!.Candidate, Reference, "second", 3));
        second.Count("trained the reference").ShouldBe(1);
        second.Count("goes on after epoch 1").ShouldBe(1);
        second.Count(": epoch 1 of").ShouldBe(0, "the rung before was kept");
        results.Single(result => second.Output.Contains($"Job {result.JobId} trained the reference", StringComparison.Ordinal))
            .Seconds.ShouldBeGreaterThan(kept.TrainSeconds, "what it took is part of what that job took");

        var bad = jobs[0] with { Id = TestJobs.New().Id, Candidate = jobs[0].Reference!.Candidate, Architecture = Reference, Reference = new(new("c0"), "|conv~0|") };
        var failed = await Jobs.ResultAsync(await Jobs.QueueAsync(bad));
        (failed.Outcome, failed.IsFinal, failed.IsShared).ShouldBe((JobOutcome.Failed, true, true));
        failed.Error.ShouldNotBeNull().ShouldContain("The reference |conv~0| cannot be trained");
    }

    static SpaceSpecification Space { get; } = TestJobs.New().Space;

    static Job Compared(TrainingRecipe recipe) => TestJobs.New() with
    {
        Epochs = 0,
        Training = recipe,
        Reference = new ReferenceCandidate(TestJobs.Candidate(Space.Name, Reference), Reference),
    };

    ChildProcess Start(string name) => WorkerProcess.Start(Storage, name, "--lease-seconds", "5");
}
