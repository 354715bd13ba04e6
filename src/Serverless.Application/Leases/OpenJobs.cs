using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Core.Leases;

namespace Serverless.Application.Leases;

/// <summary>The jobs of searches with an external evaluator that have not ended: a blob for each, so that programs find them.</summary>
public sealed class OpenJobs(IDocumentStore store, TimeProvider time)
{
    /// <summary>Of so many jobs leases are given and told.</summary>
    internal const int MostListed = 5_000;

    /// <summary>Offers a job, once however often it is called.</summary>
    public Task OpenAsync(Job job, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(job);
        return store.TryCreateAsync(BlobPaths.OpenJob(job.Id), new OpenJob(job.Id, job.SearchId, time.GetUtcNow()), CoreJson.Default.OpenJob, cancellation);
    }

    /// <summary>Takes it away: it has ended, or nobody wants it any longer.</summary>
    public async Task CloseAsync(string jobId, CancellationToken cancellation)
    {
        var path = BlobPaths.OpenJob(jobId);
        if (await store.FindVersionAsync(path, cancellation) is { } version)
        {
            await store.TryDeleteAsync(path, version, cancellation);
        }
    }

    /// <summary>Whether it is offered still.</summary>
    public async Task<bool> IsOpenAsync(string jobId, CancellationToken cancellation) =>
        await store.FindVersionAsync(BlobPaths.OpenJob(jobId), cancellation) is not null;

    /// <summary>Whether a program has it whose lease has not expired.</summary>
    public async Task<bool> IsHeldAsync(string jobId, CancellationToken cancellation) =>
        await store.FindAsync(BlobPaths.JobLease(jobId), CoreJson.Default.JobLease, cancellation) is { } lease && lease.Value.IsHeld(time.GetUtcNow());

    /// <summary>The ids of open jobs, in ordinal order.</summary>
    /// <param name="searchId">The search that they are of, or one whose id begins with this; null: of any.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Ends the reading.</param>
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
