using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Training;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Jobs;

/// <summary>Where trainings stood after their rungs, in storage, for any worker to go on from.</summary>
sealed class JobCheckpoints(IDocumentStore documents, StoragePatience patience, ILogger<JobCheckpoints> log)
{
    /// <summary>The latest good checkpoint of a job's training, not beyond its end; null when it has to begin again.</summary>
    /// <param name="job">The job.</param>
    /// <param name="kept">The epochs after which one is kept, ascending.</param>
    /// <param name="cancellation">Ends the waiting for storage.</param>
    /// <param name="isBegun">Whether those before the job's end should be there.</param>
    public async Task<TrainingCheckpoint?> FindLatestAsync(
        Job job, IReadOnlyList<int> kept, CancellationToken cancellation, bool isBegun = true)
    {
        foreach (var epochs in kept.Reverse())
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
                return checkpoint;
            }

            log.CheckpointBroken(job.Id, path.ToString(), fault);
        }

        return null;
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
        job.Space.Name, job.Dataset.Name, RecipeHash.Of(job.Space, job.Dataset, job.Training), JobInput.CandidateOf(job).Id, epochs, job.Seed);
}
