using Serverless.Algorithms;
using Serverless.Application.Jobs;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Jobs;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>An evaluation, activity by activity, on real storage.</summary>
[Collection(ActivityCollection.Name)]
public sealed class AdvanceWorkTests(AzuriteFixture azurite) : IAsyncLifetime
{
    const string Device = "local-cpu";

    SearchBench? _bench;

    SearchBench Bench => _bench ?? throw new InvalidOperationException("Not initialised.");

    Work Evaluation => new(WorkKind.Evaluation, Bench.SearchId, GenerationRun.Terms, 0, 0);

    public async ValueTask InitializeAsync()
    {
        var request = TestRequests.Small(Random.Shared.NextInt64());
        _bench = await SearchBench.CreateAsync(
            azurite.ConnectionString,
            request with { Objectives = [request.Objectives[0], request.Objectives[1] with { Device = Device }], Constraints = [] });
        await _bench.BeginAsync();
        await new GenerationRun(_bench, 0).SelectAsync();
        await DrainAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await DrainAsync();
        await Bench.DisposeAsync();
    }

    [Fact]
    public async Task Evaluation_TrainedAndMeasured_TakesThreeActivitiesThatMayBeRepeated()
    {
        var begun = await TwiceAsync(() => Bench.AdvanceAsync(Evaluation));
        (begun.End, begun.Progress.Current!.Kind).ShouldBe((null, JobKind.Train));
        await TrainAsync();
        var trained = await TwiceAsync(() => Bench.AdvanceAsync(Evaluation, begun.Progress));
        (trained.End, trained.Progress.Current!.Device).ShouldBe((null, Device));
        await MeasureAsync(trained.Progress.Current.JobId!);

        var ended = await TwiceAsync(() => Bench.AdvanceAsync(Evaluation, trained.Progress));

        ended.End.ShouldNotBeNull().IsTrained.ShouldBeTrue();
        var outcome = await OutcomeAsync();
        (outcome.Status, outcome.Metrics[$"latencyMs@{Device}"]).ShouldBe((EvaluationStatus.Completed, 1.25));
    }

    [Fact]
    public async Task Evaluation_KnownWithEveryMeasurement_TakesOneActivity()
    {
        await RunToItsEndAsync();
        await using var second = await SearchBench.CreateAsync(azurite.ConnectionString, Bench.Request);
        await second.BeginAsync();
        await new GenerationRun(second, 0).SelectAsync();

        var ended = await second.AdvanceAsync(new Work(WorkKind.Evaluation, second.SearchId, GenerationRun.Terms, 0, 0));

        ended.End.ShouldNotBeNull().IsTrained.ShouldBeTrue("what is found counts like what was trained");
    }

    [Fact]
    public async Task Begin_RepeatedWhenAnotherSearchHasTrainedItMeanwhile_WaitsForTheJobThatIsQueued()
    {
        var begun = await Bench.AdvanceAsync(Evaluation);
        await Bench.Service<EvaluationCache>().AddAsync(
            Bench.Request,
            new Evaluation
            {
                Candidate = (await Bench.CandidatesAsync(0))[0].Id,
                Architecture = (await Bench.CandidatesAsync(0))[0].Architecture,
                Generation = 0,
                Index = 0,
                Fidelity = Fidelity.FullName,
                Status = EvaluationStatus.Completed,
                Metrics = new Dictionary<string, double> { ["accuracy"] = 50, [$"latencyMs@{Device}"] = 1 },
                Seed = Bench.Request.EvaluationSeed,
                Attempt = 1,
                Recipe = Core.Searches.Requests.RecipeHash.Of(Bench.Request),
            },
            CancellationToken.None);

        var again = await Bench.AdvanceAsync(Evaluation);

        again.End.ShouldBeNull();
        again.Progress.Current.ShouldBe(begun.Progress.Current);
    }

    [Fact]
    public async Task Pause_InTheQueue_IsTakenBackAndNextTimeHasAnotherId()
    {
        var begun = await Bench.AdvanceAsync(Evaluation);

        var paused = await TwiceAsync(() => Bench.AdvanceAsync(Evaluation, begun.Progress, WorkWish.Pause));
        (await Bench.Queue.CountAsync(null, CancellationToken.None)).ShouldBe(0);
        var resumed = await Bench.AdvanceAsync(Evaluation, paused.Progress);

        var step = resumed.Progress.Current!;
        (step.Attempt, step.LastAttempt).ShouldBe((2, 4));
        step.JobId.ShouldNotBe(begun.Progress.Current!.JobId);
        (await Bench.Queue.CountAsync(null, CancellationToken.None)).ShouldBe(1);
    }

    [Fact]
    public async Task Pause_HeldByAWorker_IsLeftAlone()
    {
        var begun = await Bench.AdvanceAsync(Evaluation);
        var jobId = begun.Progress.Current!.JobId!;
        await using var claim = await Bench.Service<IJobClaims>().TryClaimAsync(jobId, TimeSpan.FromSeconds(30), CancellationToken.None);

        var paused = await Bench.AdvanceAsync(Evaluation, begun.Progress, WorkWish.Pause);

        paused.Progress.Current!.JobId.ShouldBe(jobId);
        (await Bench.Store.FindVersionAsync(BlobPaths.JobWithdrawal(jobId), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Lost_RepeatedAfterTheNextAttemptWasQueued_ComesToTheSame()
    {
        var begun = await Bench.AdvanceAsync(Evaluation);
        await DrainAsync();

        var retried = await TwiceAsync(() => Bench.AdvanceAsync(Evaluation, begun.Progress));

        (retried.Progress.Current!.Attempt, retried.Progress.Current.LastAttempt).ShouldBe((2, 3));
        (await Bench.Queue.CountAsync(null, CancellationToken.None)).ShouldBe(1);
    }

    [Fact]
    public async Task Stop_InTheQueue_TakesItBackAndRecordsWhy()
    {
        var begun = await Bench.AdvanceAsync(Evaluation);

        var stopped = await TwiceAsync(() => Bench.AdvanceAsync(Evaluation, begun.Progress, WorkWish.Stop));

        stopped.End.ShouldNotBeNull().IsTrained.ShouldBeFalse();
        (await Bench.Queue.CountAsync(null, CancellationToken.None)).ShouldBe(0);
        var outcome = await OutcomeAsync();
        (outcome.Status, outcome.Error).ShouldBe((EvaluationStatus.Abandoned, "The search ended first."));
    }

    [Fact]
    public async Task Begin_EvaluationThatWasStopped_EndsAgainWithTheSameOutcomeAndQueuesNothing()
    {
        var begun = await Bench.AdvanceAsync(Evaluation);
        var stopped = await Bench.AdvanceAsync(Evaluation, begun.Progress, WorkWish.Stop);
        var outcome = await OutcomeAsync();

        var again = await TwiceAsync(() => Bench.AdvanceAsync(Evaluation));

        again.End.ShouldBe(stopped.End.ShouldNotBeNull());
        (await OutcomeAsync()).EndedAt.ShouldBe(outcome.EndedAt);
        (await Bench.Queue.CountAsync(null, CancellationToken.None)).ShouldBe(0);
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(1.0)]
    public async Task Limit_OnALatency_IsMeasuredFirstAndTrainsOnlyWhatKeepsIt(double limit)
    {
        await using var bench = await LimitedAsync(Bench.Request, limit);
        var work = Evaluation with { SearchId = bench.SearchId };

        var begun = await TwiceAsync(() => bench.AdvanceAsync(work));
        var job = (await bench.Store.ReadAsync(BlobPaths.Job(begun.Progress.Current!.JobId!), CoreJson.Default.Job, CancellationToken.None)).Value;
        (job.Kind, job.Device, job.ModelBlob, job.Architecture is null).ShouldBe((JobKind.Measure, Device, null, false));
        await MeasureAsync(job.Id);
        var measured = await TwiceAsync(() => bench.AdvanceAsync(work, begun.Progress));

        if (limit > 1.25)
        {
            (measured.End, measured.Progress.Current!.Kind).ShouldBe((null, JobKind.Train));
            await bench.AnswerTrainingAsync((await bench.CandidatesAsync(0))[0].Id);
            var ended = await TwiceAsync(() => bench.AdvanceAsync(work, measured.Progress));
            ended.End.ShouldNotBeNull("nothing is measured twice").IsTrained.ShouldBeTrue();
        }
        else
        {
            measured.End.ShouldNotBeNull().ShouldBe(new EvaluationEnd(0, IsTrained: false, WorkerSeconds: 1));
        }

        var outcome = await OutcomeAsync(bench);
        (outcome.Status, outcome.Error, outcome.Failure).ShouldBe((limit > 1.25 ? EvaluationStatus.Completed : EvaluationStatus.Infeasible, null, null));
        (outcome.Metrics[$"latencyMs@{Device}"], outcome.Provenance[$"latencyMs@{Device}"], outcome.Cost.MeasuringSeconds).ShouldBe((1.25, "measured", 1));
        (outcome.Cost.TrainedOn is not null, outcome.Cached).ShouldBe((limit > 1.25, false));
    }

    [Fact]
    public async Task Limit_BrokenInAnotherSearch_IsKnownWithoutAJobWhateverTheRecipe()
    {
        await using var first = await LimitedAsync(Bench.Request, 1);
        var begun = await first.AdvanceAsync(Evaluation with { SearchId = first.SearchId });
        await MeasureAsync(begun.Progress.Current!.JobId!);
        await first.AdvanceAsync(Evaluation with { SearchId = first.SearchId }, begun.Progress);
        await using var second = await LimitedAsync(Bench.Request with { Training = Bench.Request.Training with { Epochs = 2 } }, 1);

        var ended = await TwiceAsync(() => second.AdvanceAsync(Evaluation with { SearchId = second.SearchId }));

        ended.End.ShouldNotBeNull().IsTrained.ShouldBeFalse();
        var outcome = await OutcomeAsync(second);
        (outcome.Status, outcome.Metrics[$"latencyMs@{Device}"], outcome.Cost.MeasuringSeconds, outcome.Cached)
            .ShouldBe((EvaluationStatus.Infeasible, 1.25, 0, false));
    }

    [Fact]
    public async Task Limit_BrokenByACandidateThatWasTrainedForAnotherSearch_CostsNoTraining()
    {
        await RunToItsEndAsync();
        await using var second = await LimitedAsync(Bench.Request, 1);

        var ended = await second.AdvanceAsync(Evaluation with { SearchId = second.SearchId });

        ended.End.ShouldNotBeNull().IsTrained.ShouldBeFalse("what is found counts like what is measured");
        var outcome = await OutcomeAsync(second);
        (outcome.Status, outcome.Metrics.ContainsKey("accuracy"), outcome.Cached).ShouldBe((EvaluationStatus.Infeasible, false, false));
    }

    [Fact]
    public async Task Limit_SearchStopsWhileItIsMeasured_IsAbandoned()
    {
        await using var bench = await LimitedAsync(Bench.Request, 1);
        var work = Evaluation with { SearchId = bench.SearchId };
        var begun = await bench.AdvanceAsync(work);

        var stopped = await bench.AdvanceAsync(work, begun.Progress, WorkWish.Stop);

        stopped.End.ShouldNotBeNull().IsStopped.ShouldBeTrue();
        (await OutcomeAsync(bench)).Error.ShouldBe("The search ended first.");
    }

    async Task<SearchBench> LimitedAsync(Core.Searches.Requests.SearchRequest request, double latency)
    {
        var bench = await SearchBench.CreateAsync(
            azurite.ConnectionString,
            request with { Constraints = [new() { Metric = "latencyMs", Device = Device, AtMost = latency }] });
        await bench.BeginAsync();
        await new GenerationRun(bench, 0).SelectAsync();
        return bench;
    }

    async Task<T> TwiceAsync<T>(Func<Task<T>> activity)
    {
        var first = await activity();
        var once = await Bench.SnapshotAsync();
        var second = await activity();
        (await Bench.SnapshotAsync()).ShouldBe(once);
        System.Text.Json.JsonSerializer.Serialize(second).ShouldBe(System.Text.Json.JsonSerializer.Serialize(first));
        return second;
    }

    async Task RunToItsEndAsync()
    {
        var begun = await Bench.AdvanceAsync(Evaluation);
        await TrainAsync();
        var trained = await Bench.AdvanceAsync(Evaluation, begun.Progress);
        await MeasureAsync(trained.Progress.Current!.JobId!);
        await Bench.AdvanceAsync(Evaluation, trained.Progress);
    }

    async Task TrainAsync() => await Bench.AnswerTrainingAsync((await Bench.CandidatesAsync(0))[0].Id);

    Task<bool> MeasureAsync(string jobId)
    {
        var result = new JobResult
        {
            JobId = jobId,
            Outcome = JobOutcome.Completed,
            Metrics = new Dictionary<string, double> { ["latencyMs"] = 1.25 },
            Seconds = 1,
            Worker = "test-worker",
        };
        return Bench.Store.TryCreateAsync(BlobPaths.JobResult(jobId), result, CoreJson.Default.JobResult, CancellationToken.None);
    }

    Task<Evaluation> OutcomeAsync() => OutcomeAsync(Bench);

    static async Task<Evaluation> OutcomeAsync(SearchBench bench)
    {
        var path = BlobPaths.Outcome(bench.SearchId, 0, (await bench.CandidatesAsync(0))[0].Id);
        return (await bench.Store.ReadAsync(path, CoreJson.Default.Evaluation, CancellationToken.None)).Value;
    }

    async Task DrainAsync()
    {
        while (await Bench.Queue.ReceiveAsync(TimeSpan.FromSeconds(30), [Device], CancellationToken.None) is { } message)
        {
            await message.CompleteAsync(CancellationToken.None);
        }
    }
}
