using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Application.Jobs;
using Serverless.Application.Leases;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Core.Leases;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Functions.Tests.Schedules;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Storage.InMemory;

namespace Serverless.Functions.Tests.Leases;

/// <summary>Jobs of a search with an external evaluator: given to one program at a time, given again when it is gone, ended once.</summary>
public sealed class JobLeasesTests : IJobResultQueue
{
    const string SearchId = "s1";
    const int Seconds = 60;

    static readonly LeaseResult Result = new() { Metrics = new Dictionary<string, double> { ["score"] = 1.5 } };

    readonly InMemoryDocumentStore _store = new();
    readonly SetClock _clock = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    readonly List<JobResultMessage> _announced = [];
    readonly OpenJobs _open;
    readonly LeasedResults _results;

    public JobLeasesTests()
    {
        _open = new OpenJobs(_store, _clock);
        _results = new LeasedResults(_open, this, _store, _clock);
    }

    static SearchRequest Request { get; } = new()
    {
        Space = new() { Name = "nasbench201-canonical" },
        Dataset = new() { Name = "external", TrainingImages = 0, ValidationImages = 0 },
        Evaluator = new() { Kind = EvaluatorKind.External },
        Objectives = [new() { Metric = "score", Goal = Goal.Maximise, Unit = "points" }],
        Algorithm = new() { Name = "random" },
        Budgets = new() { Evaluations = 4 },
    };

    [Fact]
    public async Task Take_OpenJob_TellsTheCandidateDecisionByDecision()
    {
        await OpenAsync(1);

        var job = (await TakeAsync()).ShouldHaveSingleItem();

        (job.Search, job.Attempt, job.Fidelity, job.LeaseSeconds, job.ExpiresAt).ShouldBe((SearchId, 1, "full", Seconds, _clock.Now.AddSeconds(Seconds)));
        job.Report.ShouldBe(["score"]);
        job.Choices.Count.ShouldBe(6);
        job.Choices.Values.ShouldAllBe(choice => job.Architecture.Contains(choice, StringComparison.Ordinal));
        LeaseId.TryParse(job.Lease, out var jobId).ShouldBeTrue();
        (await _open.IsHeldAsync(jobId!, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Take_ManyAtOnceFromSeveralHosts_GivesEachToOne()
    {
        await OpenAsync(12);
        JobLeases[] hosts = [NewHost(), NewHost(), NewHost()];

        var taken = await Task.WhenAll(Enumerable.Range(0, 30).Select(number => Task.Run(() => TakeAsync(1, hosts[number % hosts.Length]))));

        var jobs = taken.SelectMany(some => some).Select(job => job.Candidate).ToList();
        jobs.ShouldBeUnique();
        while ((await TakeAsync(5, hosts[0])) is { Count: > 0 } more)
        {
            jobs.AddRange(more.Select(job => job.Candidate));
        }

        jobs.Count.ShouldBe(12);
        jobs.ShouldBeUnique();
    }

    [Fact]
    public async Task Take_LeaseExpired_GivesTheJobAgainAndTheFirstHasLostIt()
    {
        await OpenAsync(1);
        var first = (await TakeAsync())[0];
        _clock.Now += TimeSpan.FromSeconds(Seconds - 1);
        (await TakeAsync(host: NewHost())).ShouldBeEmpty();
        _clock.Now += TimeSpan.FromSeconds(1);

        var second = (await TakeAsync(host: NewHost())).ShouldHaveSingleItem();

        (second.Candidate, second.Attempt).ShouldBe((first.Candidate, 1), "a program that is gone fails no attempt");
        second.Lease.ShouldNotBe(first.Lease);
        (await NewHost().FindAsync(first.Lease, default)).Standing.ShouldBe(LeaseStanding.Lost);
    }

    [Fact]
    public async Task Take_ALeaseHasBeenRenewed_LeavesItsJobAlone()
    {
        await OpenAsync(1);
        var host = NewHost();
        var job = (await TakeAsync(host: host))[0];
        _clock.Now += TimeSpan.FromSeconds(Seconds - 1);

        (await host.RenewAsync(await host.FindAsync(job.Lease, default), default)).ShouldNotBeNull().ExpiresAt.ShouldBe(_clock.Now.AddSeconds(Seconds));

        _clock.Now += TimeSpan.FromSeconds(2);
        (await TakeAsync(host: host)).ShouldBeEmpty();
        (await TakeAsync(host: NewHost())).ShouldBeEmpty();
    }

    [Fact]
    public async Task Complete_Twice_WritesOnceAndAnswersAlike()
    {
        await OpenAsync(1);
        var found = await NewHost().FindAsync((await TakeAsync())[0].Lease, default);
        _clock.Now += TimeSpan.FromSeconds(5);

        (await _results.CompleteAsync(found, Result, default)).ShouldBeTrue();
        _clock.Now += TimeSpan.FromSeconds(5);
        (await _results.CompleteAsync(found, Result, default)).ShouldBeTrue();
        (await _results.CompleteAsync(found, Result with { Metrics = new Dictionary<string, double> { ["score"] = 2 } }, default)).ShouldBeFalse();
        (await _results.FailAsync(found, new LeaseFailure { Reason = "x" }, default)).ShouldBeFalse();

        var jobId = found.Required.Job.Id;
        var result = (await _store.ReadAsync(BlobPaths.JobResult(jobId), CoreJson.Default.JobResult, default)).Value;
        (result.Outcome, result.Worker, result.Seconds, result.Metrics["score"]).ShouldBe((JobOutcome.Completed, "w", 5, 1.5));
        _announced.ShouldAllBe(message => message.JobId == jobId && message.InstanceId == "instance" && message.EventName == jobId);
        (await _open.IsOpenAsync(jobId, default)).ShouldBeFalse();
        (await TakeAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Complete_LateAndDoneByAnother_IsRefusedAndTheFirstStays()
    {
        await OpenAsync(1);
        var late = await NewHost().FindAsync((await TakeAsync())[0].Lease, default);
        _clock.Now += TimeSpan.FromSeconds(Seconds);
        var other = await NewHost().FindAsync((await TakeAsync(host: NewHost(), worker: "other"))[0].Lease, default);
        (await _results.CompleteAsync(other, Result, default)).ShouldBeTrue();

        (await _results.CompleteAsync(late, Result, default)).ShouldBeFalse();

        (await _store.ReadAsync(BlobPaths.JobResult(late.Required.Job.Id), CoreJson.Default.JobResult, default)).Value.Worker.ShouldBe("other");
    }

    [Fact]
    public async Task Complete_LateWhileNobodyElseHasIt_Counts()
    {
        await OpenAsync(1);
        var job = (await TakeAsync())[0];
        _clock.Now += TimeSpan.FromSeconds(10 * Seconds);

        var found = await NewHost().FindAsync(job.Lease, default);

        found.Standing.ShouldBe(LeaseStanding.Held);
        (await _results.CompleteAsync(found, Result, default)).ShouldBeTrue();
        (await NewHost().RenewAsync(found, default)).ShouldBeNull("it has ended");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Fail_IsAFailedAttemptThatMayOrMayNotBeRepeated(bool isRetryable)
    {
        await OpenAsync(1);
        var found = await NewHost().FindAsync((await TakeAsync())[0].Lease, default);

        (await _results.FailAsync(found, new LeaseFailure { Reason = "no tiling", Retryable = isRetryable }, default)).ShouldBeTrue();

        var result = (await _store.ReadAsync(BlobPaths.JobResult(found.Required.Job.Id), CoreJson.Default.JobResult, default)).Value;
        (result.Outcome, result.Error, result.IsFinal).ShouldBe((JobOutcome.Failed, "no tiling", !isRetryable));
    }

    [Fact]
    public async Task Find_WithdrawnMeanwhile_SaysSoAndItIsNotGivenAgain()
    {
        await OpenAsync(1);
        var job = (await TakeAsync())[0];
        LeaseId.TryParse(job.Lease, out var jobId).ShouldBeTrue();
        await _store.TryCreateAsync(BlobPaths.JobWithdrawal(jobId!), new JobWithdrawal("It ended."), CoreJson.Default.JobWithdrawal, default);

        (await NewHost().FindAsync(job.Lease, default)).Standing.ShouldBe(LeaseStanding.Withdrawn);
        _clock.Now += TimeSpan.FromSeconds(Seconds);
        (await TakeAsync(host: NewHost())).ShouldBeEmpty();
        (await _open.IsOpenAsync(jobId!, default)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("s1-c0000000000000000-train-1-00112233445566778899aabbccddeeff")]
    [InlineData("nonsense")]
    public async Task Find_NeverGiven_IsMissing(string id) => (await NewHost().FindAsync(id, default)).Standing.ShouldBe(LeaseStanding.Missing);

    [Fact]
    public async Task Find_AnotherSecretOfALeasedJob_IsNobodysLease()
    {
        await OpenAsync(1);
        var lease = (await TakeAsync())[0].Lease;

        (await NewHost().FindAsync(lease[..^32] + new string('0', 32), default)).Standing.ShouldBe(LeaseStanding.Lost);
    }

    [Fact]
    public async Task Take_EveryProgramVanishes_GivesTheJobUpAfterManyLeases()
    {
        await OpenAsync(1);
        for (var lease = 0; lease < JobLease.MostExpired; lease++)
        {
            (await TakeAsync(host: NewHost())).Count.ShouldBe(1);
            _clock.Now += TimeSpan.FromSeconds(Seconds);
        }

        (await TakeAsync(host: NewHost())).ShouldBeEmpty();

        var result = (await _store.ReadAsync(BlobPaths.JobResult(_announced.ShouldHaveSingleItem().JobId), CoreJson.Default.JobResult, default)).Value;
        result.IsFinal.ShouldBeTrue();
        result.Error.ShouldNotBeNull().ShouldContain("10 leases expired");
    }

    [Fact]
    public async Task Take_AnotherJobIsBroken_GivesTheOthers()
    {
        await _store.TryCreateAsync(BlobPaths.OpenJob("s1-c0-train-1"), new OpenJob("s1-c0-train-1", SearchId, _clock.Now), CoreJson.Default.OpenJob, default);
        await OpenAsync(2);

        (await TakeAsync(5)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Take_OfAnotherSearch_GivesNone()
    {
        await OpenAsync(1);

        (await NewHost().TakeAsync(new LeaseRequest { Worker = "w", Search = "s2", LeaseSeconds = Seconds }, default)).ShouldBeEmpty();
        (await NewHost().TakeAsync(new LeaseRequest { Worker = "w", LeaseSeconds = Seconds }, default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task FindWait_NobodyLeases_TellsHowManyWaitAndSinceWhen()
    {
        await OpenAsync(3);
        var since = _clock.Now;
        _clock.Now += TimeSpan.FromMinutes(5);

        var wait = (await new ExternalWaits(_open, _store, _clock).FindAsync(SearchId, default)).ShouldNotBeNull();

        (wait.Kind, wait.QueueLength, wait.Since).ShouldBe((SearchWaitKind.Evaluator, 3, since));
        wait.What.ShouldContain("3 candidates");
        await TakeAsync();
        (await new ExternalWaits(_open, _store, _clock).FindAsync(SearchId, default)).ShouldBeNull("one is at work");
        _clock.Now += TimeSpan.FromMinutes(5);
        (await new ExternalWaits(_open, _store, _clock).FindAsync(SearchId, default)).ShouldNotBeNull().Since.ShouldBe(since.AddMinutes(5).AddSeconds(Seconds));
    }

    Task IJobResultQueue.SendAsync(JobResultMessage message, CancellationToken cancellation)
    {
        _announced.Add(message);
        return Task.CompletedTask;
    }

    JobLeases NewHost() => new(
        _open, new HeldLeases(_clock), _results, new SearchDocuments(_store), _store, _clock, NullLogger<JobLeases>.Instance);

    Task<IReadOnlyList<LeasedJob>> TakeAsync(int count = 1, JobLeases? host = null, string worker = "w") =>
        (host ?? NewHost()).TakeAsync(new LeaseRequest { Worker = worker, Search = SearchId, Count = count, LeaseSeconds = Seconds }, default);

    async Task OpenAsync(int count)
    {
        await _store.TryCreateAsync(BlobPaths.Request(SearchId), Request, CoreJson.Default.SearchRequest, default);
        var state = SearchDocuments.Pending(SearchId, Request, _clock.Now) with { State = SearchStatus.Running };
        await _store.TryCreateAsync(BlobPaths.State(SearchId), state, CoreJson.Default.SearchDocument, default);
        var space = SearchSpaces.Of(Request.Space)!;
        foreach (var architecture in Enumerable.Range(0, 10 * count).Select(number => space.Canonicalise(space.Sample(RandomStream.For(1, 0, number)))).Distinct().Take(count))
        {
            var id = JobId.For(SearchId, space.IdOf(architecture), JobKind.Train, null, 1);
            var job = new Job
            {
                Id = id,
                Kind = JobKind.Train,
                SearchId = SearchId,
                InstanceId = "instance",
                EventName = id,
                Space = Request.Space,
                Dataset = Request.Dataset,
                Training = Request.Training,
                Seed = 7,
                Candidate = space.IdOf(architecture),
                Architecture = space.Format(architecture),
            };
            await _store.TryCreateAsync(BlobPaths.Job(id), job, CoreJson.Default.Job, default);
            await _open.OpenAsync(job, default);
        }
    }
}
