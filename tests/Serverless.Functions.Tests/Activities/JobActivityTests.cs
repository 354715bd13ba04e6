using Serverless.Algorithms;
using Serverless.Application.Jobs;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Jobs;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>Jobs are queued once, found in every state, and withdrawn.</summary>
[Collection(ActivityCollection.Name)]
public sealed class JobActivityTests(AzuriteFixture azurite) : IAsyncLifetime
{
    SearchBench? _bench;
    int _index;

    SearchBench Bench => _bench ?? throw new InvalidOperationException("Not initialised.");

    public async ValueTask InitializeAsync()
    {
        _bench = await SearchBench.CreateAsync(azurite.ConnectionString);
        await _bench.BeginAsync();
        _index = (await new GenerationRun(_bench, 0).SelectAsync())[0];
        await DrainAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await DrainAsync();
        await Bench.DisposeAsync();
    }

    [Fact]
    public async Task Queue_Twice_SendsOneMessage()
    {
        var jobId = await QueueAsync();

        (await QueueAsync()).ShouldBe(jobId);
        (await Bench.Queue.CountAsync(null, CancellationToken.None)).ShouldBe(1);
        var job = (await Bench.Store.ReadAsync(BlobPaths.Job(jobId), CoreJson.Default.Job, CancellationToken.None)).Value;
        (job.SearchId, job.InstanceId, job.EventName, job.Kind, job.Attempt)
            .ShouldBe((Bench.SearchId, "instance", jobId, JobKind.Train, 1));
    }

    [Fact]
    public async Task Queue_DiedBeforeTheReceipt_QueuesAgainRatherThanNever()
    {
        Bench.Store.CrashAfter = Bench.Store.Writes + 1;

        await Should.ThrowAsync<StorageException>(QueueAsync);
        await QueueAsync();

        (await Bench.Queue.CountAsync(null, CancellationToken.None)).ShouldBe(1);
    }

    [Fact]
    public async Task Check_InTheQueue_IsQueued()
    {
        var jobId = await QueueAsync();

        (await CheckAsync(jobId)).Status.ShouldBe(JobStatus.Queued);
    }

    [Fact]
    public async Task Check_HeldByAWorker_IsRunningAlsoWithAnEmptyQueue()
    {
        var jobId = await QueueAsync();
        await DrainAsync();
        await using var claim = await Bench.Service<IJobClaims>().TryClaimAsync(jobId, TimeSpan.FromSeconds(30), CancellationToken.None);

        (await CheckAsync(jobId)).Status.ShouldBe(JobStatus.Running);
    }

    [Fact]
    public async Task Check_NowhereToBeFound_IsLost()
    {
        var jobId = await QueueAsync();
        await DrainAsync();

        (await CheckAsync(jobId)).Status.ShouldBe(JobStatus.Lost);
    }

    [Fact]
    public async Task Check_TakenBack_IsLostAlsoWithOthersWorkInTheQueue()
    {
        var jobId = await QueueAsync();
        await WithdrawAsync(jobId);
        await Bench.Queue.EnqueueAsync(new JobMessage("another"), CancellationToken.None);

        (await CheckAsync(jobId)).Status.ShouldBe(JobStatus.Lost);
    }

    [Fact]
    public async Task Check_WithAResult_TellsItsNetwork()
    {
        var jobId = await QueueAsync();
        await Bench.AnswerTrainingAsync((await Bench.CandidatesAsync(0))[_index].Id);

        var answer = await CheckAsync(jobId);

        (answer with { Metrics = null }).ShouldBe(new JobAnswer(JobStatus.Completed, BlobPaths.JobModel(jobId).ToString()));
        answer.Metrics.ShouldNotBeNull().ShouldContainKey("accuracy");
    }

    [Fact]
    public async Task Withdraw_InTheQueue_TakesTheMessageOutAndMarksTheJob()
    {
        var jobId = await QueueAsync();

        await WithdrawAsync(jobId);
        await WithdrawAsync(jobId);

        (await Bench.Queue.CountAsync(null, CancellationToken.None)).ShouldBe(0);
        (await Bench.Store.FindVersionAsync(BlobPaths.JobWithdrawal(jobId), CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Record_TrainingGivenUp_CountsEveryAttemptsTimeAndSaysWhy()
    {
        var jobId = await QueueAsync();
        var failed = new JobResult
        {
            JobId = jobId,
            Outcome = JobOutcome.Failed,
            Seconds = 3,
            RanOn = "cpu",
            Worker = "w",
            Error = "out of memory",
        };
        await Bench.Store.TryCreateAsync(BlobPaths.JobResult(jobId), failed, CoreJson.Default.JobResult, CancellationToken.None);

        var end = await new GenerationRun(Bench, 0).RecordAsync(_index, new JobEnd(JobEndKind.GaveUp, 3, Error: "out of memory"));

        end.IsTrained.ShouldBeTrue("the worker's time was spent");
        var outcome = await OutcomeAsync();
        (outcome.Status, outcome.Attempt, outcome.Cost.TrainingSeconds).ShouldBe((EvaluationStatus.Abandoned, 3, 3));
        end.Failure.ShouldBe(new EvaluationFailure("out of memory"));
        outcome.Failure.ShouldBe(end.Failure);
        outcome.Error.ShouldNotBeNull().ShouldContain("out of memory");
    }

    [Fact]
    public async Task Record_TrainingThatAnotherSearchPaidFor_CostsNothing()
    {
        var jobId = await QueueAsync();
        var reused = new JobResult
        {
            JobId = jobId,
            Outcome = JobOutcome.Completed,
            Metrics = new Dictionary<string, double> { ["accuracy"] = 71.5 },
            RanOn = "cpu",
            Worker = "w",
            ReusedFrom = "other-train-1",
        };
        await Bench.Store.TryCreateAsync(BlobPaths.JobResult(jobId), reused, CoreJson.Default.JobResult, CancellationToken.None);

        var end = await new GenerationRun(Bench, 0).RecordAsync(_index, new JobEnd(JobEndKind.Completed, 1));

        end.IsTrained.ShouldBeTrue("the other search paid, and the training counts for both");
        var outcome = await OutcomeAsync();
        (outcome.Status, outcome.Cached, outcome.Metrics["accuracy"]).ShouldBe((EvaluationStatus.Completed, true, 71.5));
        (outcome.Cost.TrainedOn, outcome.Cost.TrainingSeconds).ShouldBe((null, 0));
    }

    [Fact]
    public async Task Record_StoppedBeforeAnyTraining_CostsNothing()
    {
        var end = await new GenerationRun(Bench, 0).RecordAsync(
            _index, new JobEnd(JobEndKind.Stopped, 1, Error: "The search ended first."));

        end.IsTrained.ShouldBeFalse();
        var outcome = await OutcomeAsync();
        (outcome.Status, outcome.Error).ShouldBe((EvaluationStatus.Abandoned, "The search ended first."));
        (end.IsStopped, end.Failure, outcome.Failure).ShouldBe((true, null, null), "nobody tried");
    }

    [Fact]
    public async Task Record_TrainedButNotMeasuredInTime_KeepsTheTrainingForOtherSearches()
    {
        var request = Bench.Request with
        {
            Objectives = [Bench.Request.Objectives[0], Bench.Request.Objectives[1] with { Device = "local-cpu" }],
            Dataset = Bench.Request.Dataset with { SplitSeed = Random.Shared.NextInt64() },
        };
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString, request);
        await bench.BeginAsync();
        await new GenerationRun(bench, 0).SelectAsync();
        var candidate = (await bench.CandidatesAsync(0))[_index];
        await bench.AnswerTrainingAsync(candidate.Id);
        var jobId = JobId.For(bench.SearchId, candidate.Id, JobKind.Train, null, 1);
        await bench.Store.TryCreateBytesAsync(BlobPaths.JobModel(jobId), new byte[1], CancellationToken.None);

        await bench.Service<EvaluationRecorder>().RecordAsync(
            new EvaluationReport(
                bench.SearchId, candidate, 0, _index, new JobEnd(JobEndKind.Completed, 1), [new("local-cpu", new JobEnd(JobEndKind.Stopped, 1))]),
            CancellationToken.None);
        var plan = await bench.Service<EvaluationPlanner>().PlanAsync(
            new Work(WorkKind.Evaluation, bench.SearchId, GenerationRun.Terms, 0, _index), "instance", CancellationToken.None);

        (plan.IsCached, plan.ModelBlob).ShouldBe((true, BlobPaths.JobModel(jobId).ToString()));
        plan.Devices.ShouldBe(["local-cpu"]);
    }

    [Fact]
    public async Task Record_MeasuredWhatTheCacheHadTrained_IsKeptSoThatNoLaterSearchMeasuresAnotherValue()
    {
        await using var trained = await SearchBench.CreateAsync(azurite.ConnectionString);
        var request = trained.Request with { Objectives = [trained.Request.Objectives[0], trained.Request.Objectives[1] with { Device = "local-cpu" }] };
        await using var measured = await SearchBench.CreateAsync(azurite.ConnectionString, request);
        foreach (var bench in new[] { trained, measured })
        {
            await bench.BeginAsync();
            await new GenerationRun(bench, 0).SelectAsync();
        }

        await new GenerationRun(trained, 0).EvaluateAsync(_index);
        var candidate = (await measured.CandidatesAsync(0))[_index];
        var jobId = JobId.For(measured.SearchId, candidate.Id, JobKind.Measure, "local-cpu", 1);
        var result = new JobResult
        {
            JobId = jobId,
            Outcome = JobOutcome.Completed,
            Metrics = new Dictionary<string, double> { ["latencyMs"] = 0.125 },
            Worker = "w",
        };
        await measured.Store.TryCreateAsync(BlobPaths.JobResult(jobId), result, CoreJson.Default.JobResult, CancellationToken.None);

        await measured.Service<EvaluationRecorder>().RecordAsync(
            new EvaluationReport(measured.SearchId, candidate, 0, _index, Training: null, [new("local-cpu", new JobEnd(JobEndKind.Completed, 1))]), CancellationToken.None);

        var kept = (await measured.Service<EvaluationCache>().FindAsync(request, candidate.Id, Fidelity.FullName, CancellationToken.None)).ShouldNotBeNull();
        (kept.Metrics["latencyMs@local-cpu"], kept.Provenance["latencyMs@local-cpu"], kept.Cached).ShouldBe((0.125, "measured", false));
        kept.EndedAt.ShouldBeNull("it is the moment of this search, not of those that find it");
        var outcome = await measured.Store.ReadAsync(BlobPaths.Outcome(measured.SearchId, 0, candidate.Id), CoreJson.Default.Evaluation, CancellationToken.None);
        outcome.Value.EndedAt.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(DateTimeOffset.UtcNow);
        var plan = await measured.Service<EvaluationPlanner>().PlanAsync(
            new Work(WorkKind.Evaluation, measured.SearchId, GenerationRun.Terms, 0, _index), "instance", CancellationToken.None);
        (plan.IsCached, plan.Devices.Count).ShouldBe((true, 0));
    }

    async Task<string> QueueAsync() => await Bench.Service<JobSender>().SendAsync(
        new JobOrder(Bench.SearchId, "instance", JobKind.Train, (await Bench.CandidatesAsync(0))[_index]), CancellationToken.None);

    Task<JobAnswer> CheckAsync(string jobId) => Bench.Service<JobLook>().AtAsync(jobId, null, isExternal: false, CancellationToken.None);

    Task WithdrawAsync(string jobId) => Bench.Service<JobWithdrawals>().WithdrawAsync(jobId, "test", CancellationToken.None);

    async Task<Evaluation> OutcomeAsync()
    {
        var candidate = (await Bench.CandidatesAsync(0))[_index].Id;
        var path = BlobPaths.Outcome(Bench.SearchId, 0, candidate);
        return (await Bench.Store.ReadAsync(path, CoreJson.Default.Evaluation, CancellationToken.None)).Value;
    }

    async Task DrainAsync()
    {
        while (await Bench.Queue.ReceiveAsync(TimeSpan.FromSeconds(30), ["local-cpu"], CancellationToken.None) is { } message)
        {
            await message.CompleteAsync(CancellationToken.None);
        }
    }
}
