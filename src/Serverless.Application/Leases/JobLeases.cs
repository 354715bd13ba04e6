using Microsoft.Extensions.Logging;
using Serverless.Application.Logging;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Core.Leases;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Application.Leases;

/// <summary>Leases jobs of searches with an external evaluator to users' programs, each job to one program at a time.</summary>
/// <remarks>
/// A lease is a blob of its job that is written conditionally, so that of two concurrent requests one gets it, and that outlives every
/// process. A job whose lease expires is leased again; this does not count as a failed attempt, since a program that is gone has reported
/// nothing about the candidate.
/// </remarks>
public sealed class JobLeases(
    OpenJobs open, HeldLeases held, LeasedResults results, SearchDocuments searches, IDocumentStore store, TimeProvider time, ILogger<JobLeases> logger)
{
    /// <summary>Leases as many jobs as are requested and free.</summary>
    public async Task<IReadOnlyList<LeasedJob>> TakeAsync(LeaseRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var ids = await open.ListAsync(request.Search, OpenJobs.MostListed, cancellation);

        // Concurrent requests begin at different places, so that they rarely compete for the same job.
        var first = ids.Count == 0 ? 0 : Random.Shared.Next(ids.Count);
        var taken = new List<LeasedJob>();
        foreach (var jobId in ids.Skip(first).Concat(ids.Take(first)))
        {
            if (taken.Count == request.Count)
            {
                break;
            }

            try
            {
                if (!held.IsHeld(jobId) && await TryTakeAsync(jobId, request, cancellation) is { } job)
                {
                    taken.Add(job);
                }
            }
            catch (DocumentException broken)
            {
                // The other jobs are not affected.
                logger.OpenJobBroken(jobId, broken.Message);
            }
            catch (Exception fault) when (taken.Count > 0 && fault is not (OutOfMemoryException or OperationCanceledException))
            {
                // The jobs leased so far are returned; the next request shows whether storage is available again.
                logger.OpenJobBroken(jobId, fault.Message);
                break;
            }
        }

        return taken;
    }

    /// <summary>Finds a lease by its id, which can come from an untrusted caller.</summary>
    public async Task<FoundLease> FindAsync(string leaseId, CancellationToken cancellation)
    {
        if (!LeaseId.TryParse(leaseId, out var jobId)
            || await store.FindAsync(BlobPaths.JobLease(jobId), CoreJson.Default.JobLease, cancellation) is not { } lease)
        {
            return new FoundLease(LeaseStanding.Missing);
        }

        if (lease.Value.KeyHash != LeaseId.HashOf(leaseId))
        {
            return new FoundLease(LeaseStanding.Lost);
        }

        var job = (await store.ReadAsync(BlobPaths.Job(jobId), CoreJson.Default.Job, cancellation)).Value;
        return await store.FindVersionAsync(BlobPaths.JobWithdrawal(jobId), cancellation) is not null
            ? new FoundLease(LeaseStanding.Withdrawn, job, lease)
            : new FoundLease(LeaseStanding.Held, job, lease);
    }

    /// <summary>Extends a lease from now, even one that has expired, as long as nobody else has the job.</summary>
    /// <returns>The extended lease; null when the job has ended, or another program has it.</returns>
    public async Task<JobLease?> RenewAsync(FoundLease found, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(found);
        var ((job, lease), version) = (found.Required, found.Lease!.Version);
        if (await store.FindVersionAsync(BlobPaths.JobResult(job.Id), cancellation) is not null)
        {
            return null;
        }

        var renewed = lease with { ExpiresAt = time.GetUtcNow().AddSeconds(lease.Seconds) };
        return await store.TryReplaceAsync(BlobPaths.JobLease(job.Id), renewed, version, CoreJson.Default.JobLease, cancellation)
            ? renewed
            // Another program has the job, unless the lease was renewed twice at the same time.
            : await store.FindAsync(BlobPaths.JobLease(job.Id), CoreJson.Default.JobLease, cancellation) is { } now && now.Value.KeyHash == lease.KeyHash ? now.Value : null;
    }

    async Task<LeasedJob?> TryTakeAsync(string jobId, LeaseRequest request, CancellationToken cancellation)
    {
        var (path, now) = (BlobPaths.JobLease(jobId), time.GetUtcNow());
        var before = await store.FindAsync(path, CoreJson.Default.JobLease, cancellation);
        if (before?.Value.IsHeld(now) == true)
        {
            held.Remember(jobId, before.Value.ExpiresAt);
            return null;
        }

        var job = (await store.ReadAsync(BlobPaths.Job(jobId), CoreJson.Default.Job, cancellation)).Value;
        if (request.Search is not null && job.SearchId != request.Search)
        {
            return null;
        }

        var id = LeaseId.Create(jobId);
        var expired = before is null ? 0 : before.Value.Expired + 1;
        var lease = new JobLease(LeaseId.HashOf(id), request.Worker, request.LeaseSeconds, now, now.AddSeconds(request.LeaseSeconds), expired);
        if (before is null
            ? !await store.TryCreateAsync(path, lease, CoreJson.Default.JobLease, cancellation)
            : !await store.TryReplaceAsync(path, lease, before.Version, CoreJson.Default.JobLease, cancellation))
        {
            return null;
        }

        try
        {
            if (!await IsNeededAsync(job, before?.Value, expired, cancellation))
            {
                held.Remember(jobId, lease.ExpiresAt);
                return null;
            }

            var described = Describe(job, await searches.ReadRequestAsync(job.SearchId, cancellation), id, lease);
            held.Remember(jobId, lease.ExpiresAt);
            logger.JobLeased(jobId, request.Worker, expired);
            return described;
        }
        catch
        {
            await GiveBackAsync(path, lease);
            throw;
        }
    }

    /// <summary>
    /// Ends a lease that could not be returned to its program, so that the job does not wait for it and it does not count as expired.
    /// </summary>
    async Task GiveBackAsync(BlobPath path, JobLease lease)
    {
        try
        {
            if (await store.FindAsync(path, CoreJson.Default.JobLease, CancellationToken.None) is { } now && now.Value.KeyHash == lease.KeyHash)
            {
                await store.TryReplaceAsync(
                    path, lease with { ExpiresAt = time.GetUtcNow(), Expired = lease.Expired - 1 }, now.Version, CoreJson.Default.JobLease, CancellationToken.None);
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The caller rethrows the original exception; the lease expires by itself.
            logger.OpenJobBroken(path.ToString(), fault.Message);
        }
    }

    /// <summary>Returns whether an open job is still needed; closes it when it is not.</summary>
    async Task<bool> IsNeededAsync(Job job, JobLease? before, int expired, CancellationToken cancellation)
    {
        if (await store.FindVersionAsync(BlobPaths.JobResult(job.Id), cancellation) is not null)
        {
            // The process that wrote the result may have been stopped before it announced it.
            await results.AnnounceAsync(job, cancellation);
        }
        else if (expired >= JobLease.MostExpired)
        {
            await results.TryEndAsync(
                job,
                new JobResult
                {
                    JobId = job.Id,
                    Outcome = JobOutcome.Failed,
                    Worker = before!.Worker,
                    Error = $"Given up: {expired} leases expired, one after the other, without a result. Check the last output of the programs that leased it.",
                    IsFinal = true,
                },
                cancellation);
        }
        else if (await store.FindVersionAsync(BlobPaths.JobWithdrawal(job.Id), cancellation) is null
            && await searches.FindStateAsync(job.SearchId, cancellation) is { } state && !SearchTransitions.IsFinal(state.State))
        {
            return true;
        }

        await open.CloseAsync(job.Id, cancellation);
        return false;
    }

    static LeasedJob Describe(Job job, SearchRequest request, string leaseId, JobLease lease)
    {
        var space = SearchSpaces.Of(job.Space) ?? throw new DocumentException(BlobPaths.Job(job.Id), $"is of the space '{job.Space.Name}', which does not exist.");
        var architecture = SearchGenerations.Parse(space, job.Architecture!, BlobPaths.Job(job.Id));
        return new LeasedJob
        {
            Lease = leaseId,
            ExpiresAt = lease.ExpiresAt,
            LeaseSeconds = lease.Seconds,
            Search = job.SearchId,
            Candidate = job.Candidate!.Value,
            Attempt = job.Attempt,
            Space = space.Name,
            Architecture = job.Architecture!,
            Choices = ChoicesOf(space, architecture),
            Fidelity = job.FidelityName,
            Epochs = job.Epochs ?? job.Training.Epochs,
            Seed = job.Seed,
            Objectives = request.Objectives,
            Report = ReportedMetrics.Of(request),
        };
    }

    static Dictionary<string, string> ChoicesOf(SearchSpace space, Architecture architecture) => space.Dimensions.Index()
        .Where(dimension => space.IsActive(architecture, dimension.Index))
        .ToDictionary(dimension => dimension.Item.Name, dimension => dimension.Item.Choices[architecture.Genotype[dimension.Index]]);
}
