using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Serverless.Application.Leases;
using Serverless.Application.Logging;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;

namespace Serverless.Application.Jobs;

/// <summary>The status of a job.</summary>
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

/// <summary>What is known about a job.</summary>
/// <param name="Status">The status of the job.</param>
/// <param name="ModelBlob">The exported network of a completed training.</param>
/// <param name="Error">Why the job failed, or why it counts as lost.</param>
/// <param name="IsFinal">For a failed job, whether another attempt would end the same way.</param>
/// <param name="IsShared">For a failed job, whether every other training of the search would end the same way.</param>
/// <param name="Metrics">The metric values of a completed job, by name.</param>
public sealed record JobAnswer(
    JobStatus Status,
    string? ModelBlob = null,
    string? Error = null,
    bool IsFinal = false,
    bool IsShared = false,
    IReadOnlyDictionary<string, double>? Metrics = null);

/// <summary>Determines the status of jobs.</summary>
/// <remarks>
/// A job without a result is lost only if no worker holds it and its queue has no message at all: as long as messages of others wait there,
/// its own can be among them. A queue that is long, or has no workers, therefore costs no attempts. A withdrawn job is lost in any case.
/// </remarks>
public sealed class JobLook(IDocumentStore store, IJobClaims claims, IJobQueue queue, OpenJobs open, ILogger<JobLook> logger)
{
    /// <summary>The longest error text that is returned, since it is stored in orchestration histories; the result has the whole text.</summary>
    const int LongestError = 1_000;

    /// <param name="jobId">The job.</param>
    /// <param name="device">The device of a measurement.</param>
    /// <param name="isExternal">Whether the job is for a user's program; it is then known exactly whether the job is open.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
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

        // The job may have ended between the first check and the others.
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
