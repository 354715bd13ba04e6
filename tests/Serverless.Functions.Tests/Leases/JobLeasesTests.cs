using Serverless.Application.Leases;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Core.Leases;
using Serverless.Core.Searches;

namespace Serverless.Functions.Tests.Leases;

/// <summary>Jobs of a search with an external evaluator: leased to one program at a time, and leased again when the program is gone.</summary>
public sealed class JobLeasesTests : LeaseTest
{
    [Fact]
    public async Task Take_OpenJob_TellsTheCandidateDecisionByDecision()
    {
        await OpenAsync(1);

        var job = (await TakeAsync()).ShouldHaveSingleItem();

        (job.Search, job.Attempt, job.Fidelity, job.LeaseSeconds, job.ExpiresAt).ShouldBe((SearchId, 1, "full", Seconds, Now.AddSeconds(Seconds)));
        job.Report.ShouldBe(["score"]);
        job.Choices.Count.ShouldBe(6);
        job.Choices.Values.ShouldAllBe(choice => job.Architecture.Contains(choice, StringComparison.Ordinal));
        LeaseId.TryParse(job.Lease, out var jobId).ShouldBeTrue();
        (await Open.IsHeldAsync(jobId!, default)).ShouldBeTrue();
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
        Now += TimeSpan.FromSeconds(Seconds - 1);
        (await TakeAsync(host: NewHost())).ShouldBeEmpty();
        Now += TimeSpan.FromSeconds(1);

        var second = (await TakeAsync(host: NewHost())).ShouldHaveSingleItem();

        (second.Candidate, second.Attempt).ShouldBe((first.Candidate, 1), "a program that is gone fails no attempt");
        second.Lease.ShouldNotBe(first.Lease);
        (await NewHost().FindAsync(first.Lease, default)).Standing.ShouldBe(LeaseStanding.Lost);
    }

    [Fact]
    public async Task Take_StorageFailsBeforeTheLeaseIsTold_GivesItBack()
    {
        await OpenAsync(1);
        var jobId = (await Open.ListAsync(SearchId, 9, default)).ShouldHaveSingleItem();

        await Should.ThrowAsync<StorageException>(() => TakeAsync(host: NewHost(RefusingStore.Of(Store, BlobPaths.Request(SearchId)))));

        (await Open.IsHeldAsync(jobId, default)).ShouldBeFalse("nobody knows the lease");
        var job = (await TakeAsync(host: NewHost())).ShouldHaveSingleItem();
        LeaseId.TryParse(job.Lease, out var leased).ShouldBeTrue();
        leased.ShouldBe(jobId);
        (await Store.ReadAsync(BlobPaths.JobLease(jobId), CoreJson.Default.JobLease, default)).Value.Expired.ShouldBe(0, "no program is to blame");
    }

    [Fact]
    public async Task Take_ALeaseHasBeenRenewed_LeavesItsJobAlone()
    {
        await OpenAsync(1);
        var host = NewHost();
        var job = (await TakeAsync(host: host))[0];
        Now += TimeSpan.FromSeconds(Seconds - 1);

        (await host.RenewAsync(await host.FindAsync(job.Lease, default), default)).ShouldNotBeNull().ExpiresAt.ShouldBe(Now.AddSeconds(Seconds));

        Now += TimeSpan.FromSeconds(2);
        (await TakeAsync(host: host)).ShouldBeEmpty();
        (await TakeAsync(host: NewHost())).ShouldBeEmpty();
    }

    [Fact]
    public async Task Find_WithdrawnMeanwhile_SaysSoAndItIsNotGivenAgain()
    {
        await OpenAsync(1);
        var job = (await TakeAsync())[0];
        LeaseId.TryParse(job.Lease, out var jobId).ShouldBeTrue();
        await Store.TryCreateAsync(BlobPaths.JobWithdrawal(jobId!), new JobWithdrawal("It ended."), CoreJson.Default.JobWithdrawal, default);

        (await NewHost().FindAsync(job.Lease, default)).Standing.ShouldBe(LeaseStanding.Withdrawn);
        Now += TimeSpan.FromSeconds(Seconds);
        (await TakeAsync(host: NewHost())).ShouldBeEmpty();
        (await Open.IsOpenAsync(jobId!, default)).ShouldBeFalse();
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
            Now += TimeSpan.FromSeconds(Seconds);
        }

        (await TakeAsync(host: NewHost())).ShouldBeEmpty();

        var result = (await Store.ReadAsync(BlobPaths.JobResult(Announced.ShouldHaveSingleItem().JobId), CoreJson.Default.JobResult, default)).Value;
        result.IsFinal.ShouldBeTrue();
        result.Error.ShouldNotBeNull().ShouldContain("10 leases expired");
    }

    [Fact]
    public async Task Take_AnotherJobIsBroken_GivesTheOthers()
    {
        await Store.TryCreateAsync(BlobPaths.OpenJob("s1-c0-train-1"), new OpenJob("s1-c0-train-1", SearchId, Now), CoreJson.Default.OpenJob, default);
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
    public async Task FindWait_OneOfManyIsLeased_WaitsForNothing()
    {
        await OpenAsync(60);
        await TakeAsync();

        (await new ExternalWaits(Open, Store, Clock).FindAsync(SearchId, default)).ShouldBeNull("whichever it is");
    }

    [Fact]
    public async Task FindWait_NobodyLeases_TellsHowManyWaitAndSinceWhen()
    {
        await OpenAsync(3);
        var since = Now;
        Now += TimeSpan.FromMinutes(5);

        var wait = (await new ExternalWaits(Open, Store, Clock).FindAsync(SearchId, default)).ShouldNotBeNull();

        (wait.Kind, wait.QueueLength, wait.Since).ShouldBe((SearchWaitKind.Evaluator, 3, since));
        wait.What.ShouldContain("3 candidates");
        await TakeAsync();
        (await new ExternalWaits(Open, Store, Clock).FindAsync(SearchId, default)).ShouldBeNull("one is at work");
        Now += TimeSpan.FromMinutes(5);
        (await new ExternalWaits(Open, Store, Clock).FindAsync(SearchId, default)).ShouldNotBeNull().Since.ShouldBe(since.AddMinutes(5).AddSeconds(Seconds));
    }
}
