using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Learning.Training;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Jobs;

/// <summary>Stores checkpoints of trainings, after their rungs and in between, from which any worker can continue.</summary>
sealed class JobCheckpoints(
    IDocumentStore documents, StoragePatience patience, WorkerOptions options, TimeProvider time, ILogger<JobCheckpoints> log)
{
    /// <summary>Creates the running checkpoint of a job's training.</summary>
    /// <param name="job">The job.</param>
    /// <param name="kept">Called with each checkpoint once it is stored.</param>
    /// <param name="cancellation">The token that stops writes while the training continues.</param>
    public RunningCheckpoint Running(Job job, Func<TrainingCheckpoint, CancellationToken, Task> kept, CancellationToken cancellation)
    {
        var path = BlobPaths.RunningCheckpoint(job.Space.Name, job.Dataset.Name, RecipeOf(job), JobInput.CandidateOf(job).Id, job.Seed);
        return Running(path, job, kept, cancellation);
    }

    /// <summary>Creates the running checkpoint of another kind of training.</summary>
    /// <param name="path">The path of the checkpoint.</param>
    /// <param name="job">The job.</param>
    /// <param name="kept">Called with each checkpoint once it is stored.</param>
    /// <param name="cancellation">The token that stops writes while the training continues.</param>
    public RunningCheckpoint Running(BlobPath path, Job job, Func<TrainingCheckpoint, CancellationToken, Task> kept, CancellationToken cancellation) =>
        new(path, job, documents, options.CheckpointInterval, kept, time, log, cancellation);

    /// <summary>Finds the checkpoint from which a training with running checkpoints only continues; null when it has to begin again.</summary>
    /// <param name="running">The running checkpoint of the training.</param>
    /// <param name="job">The job, for the log.</param>
    /// <param name="until">The epoch at which the training ends.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public async Task<TrainingCheckpoint?> FindRunningAsync(RunningCheckpoint running, Job job, int until, CancellationToken cancellation)
    {
        var found = await patience.RunAsync(_ => running.FindAsync(until), cancellation);
        if (found is not null)
        {
            log.ResumedBetween(job.Id, found.Epoch, found.Part?.Images ?? 0, found.Seconds);
        }

        return found;
    }

    /// <summary>Finds the latest valid checkpoint of a job's training that is not beyond its end; null when it has to begin again.</summary>
    /// <param name="job">The job.</param>
    /// <param name="kept">The epochs after which a checkpoint is stored, ascending.</param>
    /// <param name="running">The running checkpoint of the training.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <param name="isBegun">Whether the checkpoints before the job's end should exist; missing ones are then logged.</param>
    public async Task<ResumePoint?> FindLatestAsync(
        Job job, IReadOnlyList<int> kept, RunningCheckpoint running, CancellationToken cancellation, bool isBegun = true)
    {
        var between = await patience.RunAsync(_ => running.FindAsync(job.Epochs ?? job.Training.Epochs), cancellation);
        foreach (var epochs in kept.Reverse().TakeWhile(epochs => epochs > (between?.Epoch ?? 0)))
        {
            var path = PathOf(job, epochs);
            if (await patience.RunAsync(token => documents.FindBytesAsync(path, token), cancellation) is not { Value: var content })
            {
                // The checkpoint at the job's own end exists only if an earlier worker died after writing it; those before the end should exist.
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

    /// <summary>Stores a checkpoint; a valid one that exists already stays, a broken one is replaced.</summary>
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
            // If another worker replaces it in between, that checkpoint is just as valid.
            await patience.RunAsync(token => documents.TryReplaceBytesAsync(path, content, there.Version, token), cancellation);
        }
    }

    static BlobPath PathOf(Job job, int epochs) => BlobPaths.Checkpoint(
        job.Space.Name, job.Dataset.Name, RecipeOf(job), JobInput.CandidateOf(job).Id, epochs, job.Seed);

    static string RecipeOf(Job job) => job.RecipeHashOn(job.Dataset);
}

/// <summary>The point from which a training continues.</summary>
/// <param name="Checkpoint">The checkpoint.</param>
/// <param name="IsDone">Whether the checkpoint's last epoch needs no more work: if that epoch is a stop, its own checkpoint is stored.</param>
sealed record ResumePoint(TrainingCheckpoint Checkpoint, bool IsDone);
