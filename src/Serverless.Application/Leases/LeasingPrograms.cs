using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Core.Leases;

namespace Serverless.Application.Leases;

/// <summary>The programs of users that have leased candidates, told as workers are: one is known by its leases alone, as long as their jobs have not ended.</summary>
public sealed class LeasingPrograms(OpenJobs open, IDocumentStore store, TimeProvider time)
{
    const int MostLooked = 1_000;

    /// <summary>Each program by the name that it gave, with the jobs whose leases it holds; without any where all have expired.</summary>
    public async Task<IReadOnlyList<WorkerState>> ListAsync(CancellationToken cancellation)
    {
        var ids = await open.ListAsync(searchId: null, MostLooked, cancellation);
        var now = time.GetUtcNow();
        return
        [
            .. (await Task.WhenAll(ids.Select(id => FindAsync(id, cancellation))))
                .OfType<(OpenJob Job, JobLease Lease)>()
                .GroupBy(leased => leased.Lease.Worker, StringComparer.Ordinal)
                .Select(program => Describe(program.Key, [.. program], now)),
        ];
    }

    static WorkerState Describe(string name, IReadOnlyList<(OpenJob Job, JobLease Lease)> leased, DateTimeOffset now) => new()
    {
        Name = name,
        IsAlive = leased.Any(job => job.Lease.IsHeld(now)),
        LastHeartbeat = leased.Max(job => job.Lease.ExpiresAt.AddSeconds(-job.Lease.Seconds)),
        TakesJobs = false,
        IsExternal = true,
        Devices = [],
        Jobs = [.. leased.Where(job => job.Lease.IsHeld(now)).Select(job => new RunningJob(job.Job.JobId, JobKind.Train, job.Job.SearchId, job.Lease.GivenAt))],
    };

    /// <returns>Null where nobody has had the job, and where a blob is gone or broken: it is written over soon.</returns>
    async Task<(OpenJob Job, JobLease Lease)?> FindAsync(string jobId, CancellationToken cancellation)
    {
        try
        {
            return await store.FindAsync(BlobPaths.JobLease(jobId), CoreJson.Default.JobLease, cancellation) is { } lease
                && await store.FindAsync(BlobPaths.OpenJob(jobId), CoreJson.Default.OpenJob, cancellation) is { } job
                    ? (job.Value, lease.Value)
                    : null;
        }
        catch (DocumentException)
        {
            return null;
        }
    }
}
