using Microsoft.Extensions.Logging;
using Serverless.Core.Jobs;
using Serverless.Learning.Training;
using Serverless.Worker.Accounting;

namespace Serverless.Worker.Jobs;

/// <summary>Finds or trains the reference network with which the candidate of a job is compared.</summary>
/// <remarks>
/// It is trained as the search would train it as a candidate, rung by rung with checkpoints, so that a worker that dies costs no more than the
/// current rung.
/// </remarks>
sealed class JobReferences(
    CandidateTrainer trainer, JobTrainings trainings, StoredReferences stored, WorkerOptions options, WorkClock clock, ILogger<JobReferences> log)
{
    /// <param name="job">The job as it was requested.</param>
    /// <param name="resolved">The same job, with a dataset whose files are on this machine.</param>
    /// <param name="cancellation">The token that cancels the training before the next step.</param>
    /// <exception cref="JobInputException">The reference is not a candidate of the job's space, or cannot be trained.</exception>
    public async Task<FoundReference> FindOrTrainAsync(Job job, Job resolved, CancellationToken cancellation)
    {
        if (job.Reference is not { } reference)
        {
            return new FoundReference(null, Seconds: 0);
        }

        if (await stored.FindAsync(job, cancellation) is { } known)
        {
            return new FoundReference(known, Seconds: 0);
        }

        var (found, seconds) = await TrainAsync(
            resolved with
            {
                Candidate = reference.Candidate,
                Architecture = reference.Architecture,
                Epochs = null,
                Training = resolved.Training with { Seeds = null },
            },
            cancellation);
        var kept = await stored.GetOrCreateAsync(job, found, cancellation);
        log.ReferenceTrained(job.Id, reference.Candidate.Value, found.AccuracyPercent, seconds, StoredReferences.PathOf(job).ToString());
        return new FoundReference(kept, seconds);
    }

    async Task<(ReferenceRepresentations Found, double Seconds)> TrainAsync(Job training, CancellationToken cancellation)
    {
        try
        {
            var trained = await trainings.RunAsync(training, JobTrainings.Stops(training), keepsEnd: true, cancellation, isBegun: false);
            clock.Switch(WorkKind.Training);
            var found = JobTrainings.Try(() => trainer.Represent(JobTrainings.TaskOf(training, until: null), trained.Trained, options.Name, trained.Seconds));
            clock.Switch(WorkKind.Other);
            return (found, trained.Seconds);
        }
        catch (Exception failed) when (failed is TrainingException or JobInputException { IsShared: false })
        {
            // Every other job of the search would fail the same way.
            throw new JobInputException($"The reference {training.Architecture} cannot be trained: {failed.Message} Specify another one in algorithm.reference.", failed) { IsShared = true };
        }
    }
}

/// <summary>The reference for comparing candidates, and its cost.</summary>
/// <param name="Representations">The representations of the reference; null where nothing is compared.</param>
/// <param name="Seconds">The worker time that it took; 0 when it was stored already.</param>
sealed record FoundReference(ReferenceRepresentations? Representations, double Seconds);
