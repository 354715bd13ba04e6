using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Serverless.Application.Leases;
using Serverless.Application.Logging;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;

namespace Serverless.Application.Jobs;

/// <summary>Where a job stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobStatus>))]
public enum JobStatus
{
    /// <summary>No worker has it, and its queue is not empty.</summary>
    Queued,

    /// <summary>A worker has it.</summary>
    Running,

    Completed,

    Failed,

    /// <summary>No worker has it, and no message of it can be left in the queue.</summary>
    Lost,
}

/// <summary>What is known of a job.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="ModelBlob">Of a completed training: the exported network.</param>
/// <param name="Error">Why it failed, or what makes it count as lost.</param>
/// <param name="IsFinal">Of one that failed: whether another attempt would end the same way.</param>
/// <param name="IsShared">Of one that failed: whether every other training of the search would end the same way.</param>
/// <param name="Metrics">Of one that completed: metric name to value.</param>
public sealed record JobAnswer(
    JobStatus Status,
    string? ModelBlob = null,
    string? Error = null,
    bool IsFinal = false,
    bool IsShared = false,
    IReadOnlyDictionary<string, double>? Metrics = null);

/// <summary>Finds out where jobs stand.</summary>
/// <remarks>
/// A job without a result is lost only if no worker holds it and its queue has no message at all: as long as others' work waits there,
/// this one's may too. So a queue that is long, or without any worker, costs no attempts. One that was taken back is lost in any case.
/// </remarks>
public sealed class JobLook(IDocumentStore store, IJobClaims claims, IJobQueue queue, OpenJobs open, ILogger<JobLook> logger)
{
    /// <summary>Answers go through the orchestrations' histories; the whole error is in the result.</summary>
    const int LongestError = 1_000;

    /// <param name="jobId">The job.</param>
    /// <param name="device">Of a measurement: where.</param>
    /// <param name="isExternal">Whether it is for a program of the user's: then it is known exactly whether it is open.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<JobAnswer> AtAsync(string jobId, string? device, bool isExternal, CancellationToken cancellation)
    {
        if (await FindResultAsync(jobId, cancellation) is { } answer)
        {
            return answer;
        }

        if (isExternal ? await open.IsHeldAsync(jobId, cancellation) : await claims.IsHeldAsync(jobId, cancellation))
        {
            return new JobAnswer(JobStatus.Running);
        }

        var isQueued = await store.FindVersionAsync(BlobPaths.JobWithdrawal(jobId), cancellation) is null
            && (isExternal ? await open.IsOpenAsync(jobId, cancellation) : await queue.CountAsync(device, cancellation) > 0);

        // It may have ended between the first look and the others.
        return await FindResultAsync(jobId, cancellation)
            ?? (isQueued
                ? new JobAnswer(JobStatus.Queued)
                : new JobAnswer(JobStatus.Lost, Error: $"Job {jobId} was lost: it has no result, no worker holds it, and the queue is empty."));
    }

    async Task<JobAnswer?> FindResultAsync(string jobId, CancellationToken cancellation)
    {
        if (await store.FindAsync(BlobPaths.JobResult(jobId), CoreJson.Default.JobResult, cancellation) is not { Value: var result })
        {
            return null;
        }

        if (result.Outcome == JobOutcome.Completed)
        {
            return new JobAnswer(JobStatus.Completed, result.ModelBlob, Metrics: result.Metrics);
        }

        var error = result.Error ?? "The worker gave no reason.";
        error = error.Length > LongestError ? error[..LongestError] : error;
        logger.JobFailed(jobId, error);
        return new JobAnswer(JobStatus.Failed, Error: error, IsFinal: result.IsFinal, IsShared: result.IsShared);
    }
}
