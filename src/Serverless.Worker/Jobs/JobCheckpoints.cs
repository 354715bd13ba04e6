using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Learning.Training;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Jobs;

/// <summary>Where trainings stood, after their rungs and in between, in storage, for any worker to go on from.</summary>
sealed class JobCheckpoints(
    IDocumentStore documents, StoragePatience patience, WorkerOptions options, TimeProvider time, ILogger<JobCheckpoints> log)
{
    /// <summary>What is kept of a job's training while it runs.</summary>
    /// <param name="job">The job.</param>
    /// <param name="kept">Told of each checkpoint once it is there.</param>
    /// <param name="cancellation">Ends writing while the training goes on.</param>
    public RunningCheckpoint Running(Job job, Func<TrainingCheckpoint, CancellationToken, Task> kept, CancellationToken cancellation)
    {
        var path = BlobPaths.RunningCheckpoint(job.Space.Name, job.Dataset.Name, RecipeOf(job), JobInput.CandidateOf(job).Id, job.Seed);
        return Running(path, job, kept, cancellation);
    }

    /// <summary>What is kept of a training of another kind while it runs.</summary>
    /// <param name="path">Where.</param>
    /// <param name="job">The job.</param>
    /// <param name="kept">Told of each checkpoint once it is there.</param>
    /// <param name="cancellation">Ends writing while the training goes on.</param>
    public RunningCheckpoint Running(BlobPath path, Job job, Func<TrainingCheckpoint, CancellationToken, Task> kept, CancellationToken cancellation) =>
        new(path, job, documents, options.CheckpointInterval, kept, time, log, cancellation);

    /// <summary>What a training that keeps nothing but running checkpoints goes on from; null when it has to begin again.</summary>
    /// <param name="running">What is kept.</param>
    /// <param name="job">The job, for the log.</param>
    /// <param name="until">The epoch at which the training ends.</param>
    /// <param name="cancellation">Ends the waiting for storage.</param>
    public async Task<TrainingCheckpoint?> FindRunningAsync(RunningCheckpoint running, Job job, int until, CancellationToken cancellation)
    {
        var found = await patience.RunAsync(_ => running.FindAsync(until), cancellation);
        if (found is not null)
        {
            log.ResumedBetween(job.Id, found.Epoch, found.Part?.Images ?? 0, found.Seconds);
        }

        return found;
    }

    /// <summary>The latest good checkpoint of a job's training, not beyond its end; null when it has to begin again.</summary>
    /// <param name="job">The job.</param>
    /// <param name="kept">The epochs after which one is kept, ascending.</param>
    /// <param name="running">What is kept in between.</param>
    /// <param name="cancellation">Ends the waiting for storage.</param>
    /// <param name="isBegun">Whether those before the job's end should be there.</param>
    public async Task<ResumePoint?> FindLatestAsync(
        Job job, IReadOnlyList<int> kept, RunningCheckpoint running, CancellationToken cancellation, bool isBegun = true)
    {
        var between = await patience.RunAsync(_ => running.FindAsync(job.Epochs ?? job.Training.Epochs), cancellation);
        foreach (var epochs in kept.Reverse().TakeWhile(epochs => epochs > (between?.Epoch ?? 0)))
        {
            var path = PathOf(job, epochs);
            if (await patience.RunAsync(token => documents.FindBytesAsync(path, token), cancellation) is not { Value: var content })
            {
                // That of the job's own end is not there unless an earlier worker died after it; those before should be.
                if (isBegun && epochs < (job.Epochs ?? job.Training.Epochs))
                {
                    log.CheckpointGone(job.Id, path.ToString());
                }

                continue;
            }

            if (CheckpointFile.Read(path, content, epochs, out var fault) is { } checkpoint)
            {
                log.Resumed(job.Id, epochs, path.ToString());
                return new ResumePoint(checkpoint, IsDone: true);
            }

            log.CheckpointBroken(job.Id, path.ToString(), fault);
        }

        if (between is null)
        {
            return null;
        }

        log.ResumedBetween(job.Id, between.Epoch, between.Part?.Images ?? 0, between.Seconds);
        return new ResumePoint(between, IsDone: between.Part is not null);
    }

    /// <summary>Keeps a checkpoint; a good one that is there already stays, a broken one is replaced.</summary>
    public async Task GetOrCreateAsync(Job job, TrainingCheckpoint checkpoint, CancellationToken cancellation)
    {
        var path = PathOf(job, checkpoint.Epoch);
        var content = CheckpointFile.Write(path, checkpoint);
        if (await patience.RunAsync(token => documents.TryCreateBytesAsync(path, content, token), cancellation))
        {
            return;
        }

        var there = await patience.RunAsync(token => documents.FindBytesAsync(path, token), cancellation);
        if (there is not null && CheckpointFile.Read(path, there.Value, checkpoint.Epoch, out _) is null)
        {
            // Should somebody else replace it in between, that one is as good.
            await patience.RunAsync(token => documents.TryReplaceBytesAsync(path, content, there.Version, token), cancellation);
        }
    }

    static BlobPath PathOf(Job job, int epochs) => BlobPaths.Checkpoint(
        job.Space.Name, job.Dataset.Name, RecipeOf(job), JobInput.CandidateOf(job).Id, epochs, job.Seed);

    static string RecipeOf(Job job) => job.RecipeHashOn(job.Dataset);
}

/// <summary>What a training goes on from.</summary>
/// <param name="Checkpoint">Where it stood.</param>
/// <param name="IsDone">Whether its last epoch is done with: were it a stop, its checkpoint would be kept.</param>
sealed record ResumePoint(TrainingCheckpoint Checkpoint, bool IsDone);
