using Microsoft.Extensions.Logging;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Worker.Jobs;

namespace Serverless.Worker.Leasing;

/// <summary>Decides what happens to a message: work, or one of the many reasons why there is none.</summary>
sealed class JobReceiver(
    IDocumentStore documents,
    IJobClaims claims,
    JobResults results,
    StoredTrainings trainings,
    StoredReferences references,
    StoredSupernets supernets,
    StoragePatience patience,
    WorkerOptions options,
    ILogger<JobReceiver> log)
{
    // Long enough not to receive the message again all the time, short enough to receive it soon after its holder has died.
    static readonly TimeSpan BouncePause = TimeSpan.FromSeconds(2);

    /// <summary>Takes the job of a message.</summary>
    /// <returns>The job; null when there is nothing to do and the message has been handled.</returns>
    public async Task<TakenJob?> TakeAsync(ILeasedJobMessage message, CancellationToken cancellation)
    {
        if (message.Message is not { } named)
        {
            log.Poisoned(null, "it is not a job message");
            await message.PoisonAsync("This is not a job message: base64 of {\"schemaVersion\":1,\"jobId\":\"...\"}.", cancellation);
            return null;
        }

        if (await FindJobAsync(message, named.JobId, cancellation) is not { } job)
        {
            return null;
        }

        if (job.Kind == JobKind.Measure ? !options.Measures.Contains(job.Device) : options.IsDeviceAgent)
        {
            // This product never puts it there; the orchestration that waits for the job finds it lost, and queues it again.
            var reason = $"Job {job.Id}, {job.Kind} on {job.Device ?? "any worker"}, was in the wrong queue.";
            log.Poisoned(job.Id, reason);
            await message.PoisonAsync(reason, cancellation);
            return null;
        }

        if (await claims.TryClaimAsync(job.Id, options.Lease, cancellation) is not { } claim)
        {
            log.HeldElsewhere(job.Id);
            await BounceAsync(message, cancellation);
            return null;
        }

        TakenJob? taken = null;
        try
        {
            taken = await IsNeededAsync(message, job, claim, cancellation) ? await TakeAsync(message, job, claim, cancellation) : null;
            return taken;
        }
        catch (Exception malformed) when (malformed is JobInputException or DocumentException)
        {
            await GiveUpAsync(message, job, malformed.Message, cancellation);
            return null;
        }
        finally
        {
            if (taken is null)
            {
                await claim.DisposeAsync();
            }
        }
    }

    /// <summary>Takes a training only if no other worker does or has done the same, for any search.</summary>
    async Task<TakenJob?> TakeAsync(ILeasedJobMessage message, Job job, IJobClaim claim, CancellationToken cancellation)
    {
        if (job.Kind != JobKind.Train)
        {
            return new TakenJob(job, claim);
        }

        if (await claims.TryClaimAsync(StoredTrainings.ClaimOf(job), options.Lease, cancellation) is not { } training)
        {
            log.TrainedElsewhere(job.Id);
            await BounceAsync(message, cancellation);
            return null;
        }

        TakenJob? taken = null;
        try
        {
            if (await trainings.FindAsync(job, cancellation) is { } kept)
            {
                log.TrainedBefore(job.Id, kept.ReusedFrom ?? kept.JobId);
                await results.WriteAsync(kept, cancellation);
                await results.AnnounceAsync(job, cancellation);
                await message.CompleteAsync(cancellation);
                return null;
            }

            taken = await ClaimCommonAsync(message, job, new JoinedClaim(claim, training), cancellation);
            return taken;
        }
        finally
        {
            if (taken is null)
            {
                await training.DisposeAsync();
            }
        }
    }

    /// <summary>
    /// Takes one of several jobs whose reference or supernet does not exist yet, which then trains it; the others wait in the queue.
    /// </summary>
    async Task<TakenJob?> ClaimCommonAsync(ILeasedJobMessage message, Job job, IJobClaim claim, CancellationToken cancellation)
    {
        // No request has both.
        var missing = await references.IsMissingAsync(job, cancellation) ? StoredReferences.ClaimOf(job)
            : await supernets.IsMissingAsync(job, cancellation) ? StoredSupernets.ClaimOf(job)
            : null;
        if (missing is null)
        {
            return new TakenJob(job, claim);
        }

        if (await claims.TryClaimAsync(missing, options.Lease, cancellation) is { } common)
        {
            return new TakenJob(job, new JoinedClaim(claim, common));
        }

        log.CommonTrainedElsewhere(job.Id);
        await BounceAsync(message, cancellation);
        return null;
    }

    async Task<Job?> FindJobAsync(ILeasedJobMessage message, string jobId, CancellationToken cancellation)
    {
        string reason;
        try
        {
            var (job, _) = await patience.RunAsync(
                token => documents.ReadAsync(BlobPaths.Job(jobId), CoreJson.Default.Job, token), cancellation);
            if (job.Id == jobId && (job.Kind is JobKind.Fit or JobKind.Generator || job.Candidate is not null))
            {
                return job;
            }

            reason = job.Id == jobId
                ? $"Blob '{BlobPaths.Job(jobId)}' is a job of kind {job.Kind} that names no candidate."
                : $"Blob '{BlobPaths.Job(jobId)}' is of job '{job.Id}'.";
        }
        catch (DocumentException unreadable)
        {
            reason = unreadable.Message;
        }

        // Nobody can be notified, since only the job says which orchestration waits; the result is stored and can be read.
        log.Poisoned(jobId, reason);
        await results.WriteAsync(JobResults.GivenUp(jobId, options.Name, reason), cancellation);
        await message.PoisonAsync(reason, cancellation);
        return null;
    }

    async Task<bool> IsNeededAsync(ILeasedJobMessage message, Job job, IJobClaim claim, CancellationToken cancellation)
    {
        var result = documents.FindVersionAsync(BlobPaths.JobResult(job.Id), cancellation);
        var withdrawal = documents.FindVersionAsync(BlobPaths.JobWithdrawal(job.Id), cancellation);
        await Task.WhenAll(result, withdrawal);
        if (await result is not null)
        {
            log.AlreadyDone(job.Id);
            await results.AnnounceAsync(job, cancellation);
            await message.CompleteAsync(cancellation);
            return false;
        }

        if (await withdrawal is not null)
        {
            log.Withdrawn(job.Id);
            await message.CompleteAsync(cancellation);
            return false;
        }

        if (claim.CrashesInVain >= job.MaximumAttempts)
        {
            var reason = $"Given up: {claim.CrashesInVain} workers in a row died while they ran job {job.Id}, without a new checkpoint. "
                + "The end of their logs shows the reason.";
            await GiveUpAsync(message, job, reason, cancellation);
            return false;
        }

        return true;
    }

    async Task GiveUpAsync(ILeasedJobMessage message, Job job, string reason, CancellationToken cancellation)
    {
        log.Poisoned(job.Id, reason);
        await results.WriteAsync(JobResults.GivenUp(job.Id, options.Name, reason), cancellation);
        await results.AnnounceAsync(job, cancellation);
        await message.PoisonAsync(reason, cancellation);
    }

    static Task BounceAsync(ILeasedJobMessage message, CancellationToken cancellation) =>
        message.ReleaseAsync(BouncePause * (1 + Random.Shared.NextDouble()), cancellation);
}
