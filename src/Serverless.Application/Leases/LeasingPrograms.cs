using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Core.Leases;

namespace Serverless.Application.Leases;

/// <summary>
/// Lists users' programs that have leased candidates in the form of workers. A program is known only by its leases, until their jobs end.
/// </summary>
/// <remarks>The list is cached for a few seconds, and concurrent callers wait for the same read: many clients may poll at once.</remarks>
public sealed class LeasingPrograms(OpenJobs open, IDocumentStore store, TimeProvider time)
{
    const int AtOnce = 20;

    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);

    readonly Lock _asking = new();
    Task<(DateTimeOffset At, IReadOnlyList<WorkerState> Programs)>? _look;

    /// <summary>Lists each program by the name that it gave, with the jobs whose leases it holds; with none when all have expired.</summary>
    public async Task<IReadOnlyList<WorkerState>> ListAsync(CancellationToken cancellation)
    {
        Task<(DateTimeOffset At, IReadOnlyList<WorkerState> Programs)> look;
        lock (_asking)
        {
            // All callers share this read, so none of them may cancel it.
            look = _look = _look is { } before && IsGood(before) ? before : LookAsync(CancellationToken.None);
        }

        return (await look.WaitAsync(cancellation)).Programs;
    }

    bool IsGood(Task<(DateTimeOffset At, IReadOnlyList<WorkerState> Programs)> look) =>
        !look.IsCompleted || (look.IsCompletedSuccessfully && time.GetUtcNow() - look.Result.At < Fresh);

    async Task<(DateTimeOffset At, IReadOnlyList<WorkerState> Programs)> LookAsync(CancellationToken cancellation)
    {
        var leased = new List<(OpenJob Job, JobLease Lease)>();
        foreach (var part in (await open.ListAsync(searchId: null, OpenJobs.MostListed, cancellation)).Chunk(AtOnce))
        {
            leased.AddRange((await Task.WhenAll(part.Select(id => FindAsync(id, cancellation)))).OfType<(OpenJob Job, JobLease Lease)>());
        }

        var now = time.GetUtcNow();
        return (now, [.. leased.GroupBy(job => job.Lease.Worker, StringComparer.Ordinal).Select(program => Describe(program.Key, [.. program], now))]);
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

    /// <returns>Null when nobody has leased the job, or when a blob is missing or broken: it is soon overwritten.</returns>
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
