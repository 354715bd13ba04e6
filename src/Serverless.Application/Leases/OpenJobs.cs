using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Core.Leases;

namespace Serverless.Application.Leases;

/// <summary>The open jobs of searches with an external evaluator: a blob for each, so that programs find them.</summary>
public sealed class OpenJobs(IDocumentStore store, TimeProvider time)
{
    /// <summary>The most jobs that are considered when leases are given or listed.</summary>
    internal const int MostListed = 5_000;

    /// <summary>Opens a job; repeated calls have no further effect.</summary>
    public Task OpenAsync(Job job, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(job);
        return store.TryCreateAsync(BlobPaths.OpenJob(job.Id), new OpenJob(job.Id, job.SearchId, time.GetUtcNow()), CoreJson.Default.OpenJob, cancellation);
    }

    /// <summary>Closes a job that has ended or is no longer wanted.</summary>
    public async Task CloseAsync(string jobId, CancellationToken cancellation)
    {
        var path = BlobPaths.OpenJob(jobId);
        if (await store.FindVersionAsync(path, cancellation) is { } version)
        {
            await store.TryDeleteAsync(path, version, cancellation);
        }
    }

    /// <summary>Returns whether a job is open.</summary>
    public async Task<bool> IsOpenAsync(string jobId, CancellationToken cancellation) =>
        await store.FindVersionAsync(BlobPaths.OpenJob(jobId), cancellation) is not null;

    /// <summary>Returns whether a program has an unexpired lease of the job.</summary>
    public async Task<bool> IsHeldAsync(string jobId, CancellationToken cancellation) =>
        await store.FindAsync(BlobPaths.JobLease(jobId), CoreJson.Default.JobLease, cancellation) is { } lease && lease.Value.IsHeld(time.GetUtcNow());

    /// <summary>Lists the ids of open jobs in ordinal order.</summary>
    /// <param name="searchId">The search of the jobs, or another whose id begins with this one; null: any search.</param>
    /// <param name="most">The maximum number of ids.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public async Task<IReadOnlyList<string>> ListAsync(string? searchId, int most, CancellationToken cancellation)
    {
        var ids = new List<string>();
        await foreach (var name in store.ListAsync(BlobPaths.Jobs, BlobPaths.OpenJobsOf(searchId), null, cancellation))
        {
            if (ids.Count == most)
            {
                break;
            }

            ids.Add(name[BlobPaths.OpenJobsOf(null).Length..]);
        }

        return ids;
    }
}
