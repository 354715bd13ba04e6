using Serverless.Application.Jobs;
using Serverless.Application.Leases;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Leases;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Functions.Tests.Activities;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Leases;

/// <summary>Evaluations by a user's program, activity by activity.</summary>
[Collection(ActivityCollection.Name)]
public sealed class ExternalWorkTests(AzuriteFixture azurite) : IAsyncLifetime
{
    SearchBench? _bench;

    SearchBench Bench => _bench ?? throw new InvalidOperationException("Not initialised.");

    public async ValueTask InitializeAsync() => _bench = await NewBenchAsync($"program-{Guid.NewGuid():N}");

    public ValueTask DisposeAsync() => Bench.DisposeAsync();

    [Fact]
    public async Task Evaluation_LeasedAndCompleted_EndsWithWhatWasReported()
    {
        var begun = await Bench.AdvanceAsync(WorkOf(Bench));
        (await Bench.AdvanceAsync(WorkOf(Bench))).Progress.ShouldBeEquivalentTo(begun.Progress, "an activity may be repeated");
        var job = (await TakeAsync(Bench, 5)).ShouldHaveSingleItem();
        (await Bench.AdvanceAsync(WorkOf(Bench), begun.Progress, WorkWish.Pause)).Progress.Current!.JobId.ShouldBe(begun.Progress.Current!.JobId, "it is being worked on");
        (await CompleteAsync(Bench, job)).ShouldBeTrue();

        var ended = await Bench.AdvanceAsync(WorkOf(Bench), begun.Progress);

        ended.End.ShouldNotBeNull().IsTrained.ShouldBeTrue();
        ended.End.WorkerSeconds.ShouldBe(30);
        var outcome = (await Bench.Store.ReadAsync(BlobPaths.Outcome(Bench.SearchId, 0, job.Candidate), CoreJson.Default.Evaluation, default)).Value;
        (outcome.Status, outcome.Worker, outcome.Metrics["score"]).ShouldBe((EvaluationStatus.Completed, "w", 7));
        (await Bench.Service<OpenJobs>().ListAsync(Bench.SearchId, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Evaluation_SearchPausesBeforeItIsLeased_IsTakenBackAndOfferedAgain()
    {
        var begun = await Bench.AdvanceAsync(WorkOf(Bench));

        var held = await Bench.AdvanceAsync(WorkOf(Bench), begun.Progress, WorkWish.Pause);

        held.Progress.Current!.JobId.ShouldBeNull();
        (await TakeAsync(Bench)).ShouldBeEmpty();
        await Bench.AdvanceAsync(WorkOf(Bench), held.Progress);
        (await TakeAsync(Bench)).ShouldHaveSingleItem().Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task Evaluation_SearchStops_TellsWhoHasIt()
    {
        var begun = await Bench.AdvanceAsync(WorkOf(Bench));
        var job = (await TakeAsync(Bench))[0];

        (await Bench.AdvanceAsync(WorkOf(Bench), begun.Progress, WorkWish.Stop)).End.ShouldNotBeNull().IsStopped.ShouldBeTrue();

        (await Bench.Service<JobLeases>().FindAsync(job.Lease, default)).Standing.ShouldBe(LeaseStanding.Withdrawn);
    }

    [Fact]
    public async Task Evaluation_FailsAtEachAttempt_IsGivenUpWithTheReason()
    {
        var advanced = await Bench.AdvanceAsync(WorkOf(Bench));
        for (var attempt = 1; attempt <= GenerationRun.Terms.MaximumAttempts; attempt++)
        {
            var job = (await TakeAsync(Bench)).ShouldHaveSingleItem();
            job.Attempt.ShouldBe(attempt);
            var found = await Bench.Service<JobLeases>().FindAsync(job.Lease, default);
            await Bench.Service<LeasedResults>().FailAsync(found, new LeaseFailure { Reason = "no tiling", Retryable = true }, default);
            advanced = await Bench.AdvanceAsync(WorkOf(Bench), advanced.Progress);
        }

        advanced.End.ShouldNotBeNull().Failure.ShouldBe(new EvaluationFailure("no tiling"));
        var candidate = (await Bench.CandidatesAsync(0))[0].Id;
        (await Bench.Store.ReadAsync(BlobPaths.Outcome(Bench.SearchId, 0, candidate), CoreJson.Default.Evaluation, default)).Value.Error
            .ShouldBe("Evaluating failed 3 times. The last error: no tiling");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Evaluation_KnownFromAnotherSearch_IsTakenOnlyOfTheSameProgram(bool isSame)
    {
        await Bench.AdvanceAsync(WorkOf(Bench));
        var begun = await Bench.AdvanceAsync(WorkOf(Bench));
        await CompleteAsync(Bench, (await TakeAsync(Bench))[0]);
        await Bench.AdvanceAsync(WorkOf(Bench), begun.Progress);
        await using var other = await NewBenchAsync(isSame ? Bench.Request.Evaluator!.Name : null);

        var advanced = await other.AdvanceAsync(WorkOf(other));

        (advanced.End is not null).ShouldBe(isSame);
    }

    async Task<SearchBench> NewBenchAsync(string? program)
    {
        var bench = await SearchBench.CreateAsync(azurite.ConnectionString, new SearchRequest
        {
            Space = new() { Name = "nasbench201-canonical" },
            Dataset = new() { Name = "external", TrainingImages = 0, ValidationImages = 0 },
            Evaluator = new() { Kind = EvaluatorKind.External, Name = program },
            Objectives = [new() { Metric = "score", Goal = Goal.Maximise, Threshold = 0 }],
            Algorithm = new() { Name = "random", BatchSize = 2 },
            Budgets = new() { Evaluations = 2 },
            Seed = 7,
        });
        await bench.BeginAsync();
        await new GenerationRun(bench, 0).SelectAsync();
        return bench;
    }

    static Work WorkOf(SearchBench bench) => new(WorkKind.Evaluation, bench.SearchId, GenerationRun.Terms, 0, 0);

    static Task<IReadOnlyList<LeasedJob>> TakeAsync(SearchBench bench, int count = 1) =>
        bench.Service<JobLeases>().TakeAsync(new LeaseRequest { Worker = "w", Search = bench.SearchId, Count = count }, default);

    static async Task<bool> CompleteAsync(SearchBench bench, LeasedJob job) => await bench.Service<LeasedResults>().CompleteAsync(
        await bench.Service<JobLeases>().FindAsync(job.Lease, default),
        new LeaseResult { Metrics = new Dictionary<string, double> { ["score"] = 7 }, Seconds = 30 },
        default);
}
