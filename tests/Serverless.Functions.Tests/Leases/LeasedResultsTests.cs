using Serverless.Application.Leases;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Core.Leases;

namespace Serverless.Functions.Tests.Leases;

/// <summary>Results from users' programs: written once, announced, and answered in the same way when they are sent again.</summary>
public sealed class LeasedResultsTests : LeaseTest
{
    static readonly LeaseResult Result = new() { Metrics = new Dictionary<string, double> { ["score"] = 1.5 } };

    [Fact]
    public async Task Complete_Twice_WritesOnceAndAnswersAlike()
    {
        await OpenAsync(1);
        var found = await NewHost().FindAsync((await TakeAsync())[0].Lease, default);
        Now += TimeSpan.FromSeconds(5);

        (await Results.CompleteAsync(found, Result, default)).ShouldBeTrue();
        Now += TimeSpan.FromSeconds(5);
        (await Results.CompleteAsync(found, Result, default)).ShouldBeTrue();
        (await Results.CompleteAsync(found, Result with { Metrics = new Dictionary<string, double> { ["score"] = 2 } }, default)).ShouldBeFalse();
        (await Results.FailAsync(found, new LeaseFailure { Reason = "x" }, default)).ShouldBeFalse();

        var jobId = found.Required.Job.Id;
        var result = (await Store.ReadAsync(BlobPaths.JobResult(jobId), CoreJson.Default.JobResult, default)).Value;
        (result.Outcome, result.Worker, result.Seconds, result.Metrics["score"]).ShouldBe((JobOutcome.Completed, "w", 5, 1.5));
        Announced.ShouldAllBe(message => message.JobId == jobId && message.InstanceId == "instance" && message.EventName == jobId);
        (await Open.IsOpenAsync(jobId, default)).ShouldBeFalse();
        (await TakeAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Complete_LateAndDoneByAnother_IsRefusedAndTheFirstStays()
    {
        await OpenAsync(1);
        var late = await NewHost().FindAsync((await TakeAsync())[0].Lease, default);
        Now += TimeSpan.FromSeconds(Seconds);
        var other = await NewHost().FindAsync((await TakeAsync(host: NewHost(), worker: "other"))[0].Lease, default);
        (await Results.CompleteAsync(other, Result, default)).ShouldBeTrue();

        (await Results.CompleteAsync(late, Result, default)).ShouldBeFalse();

        (await Store.ReadAsync(BlobPaths.JobResult(late.Required.Job.Id), CoreJson.Default.JobResult, default)).Value.Worker.ShouldBe("other");
    }

    [Fact]
    public async Task Complete_LateWhileNobodyElseHasIt_Counts()
    {
        await OpenAsync(1);
        var job = (await TakeAsync())[0];
        Now += TimeSpan.FromSeconds(10 * Seconds);

        var found = await NewHost().FindAsync(job.Lease, default);

        found.Standing.ShouldBe(LeaseStanding.Held);
        (await Results.CompleteAsync(found, Result, default)).ShouldBeTrue();
        (await NewHost().RenewAsync(found, default)).ShouldBeNull("it has ended");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Fail_IsAFailedAttemptThatMayOrMayNotBeRepeated(bool isRetryable)
    {
        await OpenAsync(1);
        var found = await NewHost().FindAsync((await TakeAsync())[0].Lease, default);

        (await Results.FailAsync(found, new LeaseFailure { Reason = "no tiling", Retryable = isRetryable }, default)).ShouldBeTrue();

        var result = (await Store.ReadAsync(BlobPaths.JobResult(found.Required.Job.Id), CoreJson.Default.JobResult, default)).Value;
        (result.Outcome, result.Error, result.IsFinal).ShouldBe((JobOutcome.Failed, "no tiling", !isRetryable));
    }
}
