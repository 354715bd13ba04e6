using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Core.Leases;

namespace Serverless.Application.Leases;

/// <summary>Stores the results of users' programs, once, and announces them to the waiting orchestration as workers do.</summary>
public sealed class LeasedResults(OpenJobs open, IJobResultQueue queue, IDocumentStore store, TimeProvider time)
{
    /// <summary>Ends a job with a result.</summary>
    /// <returns>False when the job has already ended differently.</returns>
    public Task<bool> CompleteAsync(FoundLease found, LeaseResult result, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(result);
        var (job, lease) = found.Required;
        return TryEndAsync(job, Ended(job, lease, JobOutcome.Completed, result.Seconds) with { Metrics = result.Metrics, RanOn = result.RanOn }, cancellation);
    }

    /// <summary>Ends a job with a failure.</summary>
    /// <returns>False when the job has already ended differently.</returns>
    public Task<bool> FailAsync(FoundLease found, LeaseFailure failure, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(failure);
        var (job, lease) = found.Required;
        return TryEndAsync(job, Ended(job, lease, JobOutcome.Failed, seconds: null) with { Error = failure.Reason, IsFinal = !failure.Retryable }, cancellation);
    }

    /// <summary>Writes a result; the first result stays, and writing the same one again succeeds.</summary>
    public async Task<bool> TryEndAsync(Job job, JobResult result, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(job);
        var path = BlobPaths.JobResult(job.Id);
        if (!await store.TryCreateAsync(path, result, CoreJson.Default.JobResult, cancellation)
            && !IsSame((await store.ReadAsync(path, CoreJson.Default.JobResult, cancellation)).Value, result))
        {
            return false;
        }

        await AnnounceAsync(job, cancellation);
        await open.CloseAsync(job.Id, cancellation);
        return true;
    }

    /// <summary>Announces the result to the waiting orchestration.</summary>
    public Task AnnounceAsync(Job job, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(job);
        return queue.SendAsync(new JobResultMessage(job.Id, job.InstanceId, job.EventName) { TraceParent = job.TraceParent }, cancellation);
    }

    JobResult Ended(Job job, JobLease lease, JobOutcome outcome, double? seconds) => new()
    {
        JobId = job.Id,
        Outcome = outcome,
        Seconds = seconds ?? Math.Max(0, (time.GetUtcNow() - lease.GivenAt).TotalSeconds),
        Worker = lease.Worker,
    };

    // The seconds are not compared: when the program gave none, they are the time until now, which differs between repeated requests.
    static bool IsSame(JobResult kept, JobResult result) =>
        (kept.Outcome, kept.Error, kept.IsFinal, kept.Worker, kept.RanOn) == (result.Outcome, result.Error, result.IsFinal, result.Worker, result.RanOn)
        && kept.Metrics.Count == result.Metrics.Count
        && kept.Metrics.All(metric => result.Metrics.TryGetValue(metric.Key, out var value) && value.Equals(metric.Value));
}
