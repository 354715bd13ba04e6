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

    async Task<Evaluation> OutcomeAsync()
    {
        var path = BlobPaths.Outcome(Bench.SearchId, 0, (await Bench.CandidatesAsync(0))[0].Id);
        return (await Bench.Store.ReadAsync(path, CoreJson.Default.Evaluation, CancellationToken.None)).Value;
    }

    async Task DrainAsync()
    {
        while (await Bench.Queue.ReceiveAsync(TimeSpan.FromSeconds(30), [Device], CancellationToken.None) is { } message)
        {
            await message.CompleteAsync(CancellationToken.None);
        }
    }
}
