using Microsoft.Extensions.Logging;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Learning.Training;

namespace Serverless.Worker.Jobs;

/// <summary>Tells the claim of a slot's job how far the work has come by its checkpoints, so that deaths after a new one do not count as attempts.</summary>
sealed class JobAdvance(ILogger<JobAdvance> log)
{
    IJobClaim? _claim;
    int _parts;

    /// <summary>Begins a job; its trainings follow in the same order at every attempt.</summary>
    public void Begin(IJobClaim claim) => (_claim, _parts) = (claim, 0);

    /// <summary>Begins the job's next training.</summary>
    /// <returns>To be told of each checkpoint of it that was kept.</returns>
    public Func<TrainingCheckpoint, CancellationToken, Task> BeginTraining(Job job)
    {
        // Not those of a later job, which may have begun when the last one is told of.
        var (claim, part) = (_claim, _parts++);
        return (kept, cancellation) => AdvanceAsync(job, claim, new JobPosition(part, kept.Epoch, kept.Part?.Images ?? 0), cancellation);
    }

    /// <summary>Begins the job's fit.</summary>
    /// <returns>To be told of each checkpoint of it that was kept, with the seconds that were worked up to it, by all workers.</returns>
    public Func<double, CancellationToken, Task> BeginFit(Job job)
    {
        var claim = _claim;
        return (seconds, cancellation) => AdvanceAsync(job, claim, new JobPosition(0, (int)Math.Min(seconds, int.MaxValue), (int)(seconds % 1 * 1000)), cancellation);
    }

    async Task AdvanceAsync(Job job, IJobClaim? claim, JobPosition position, CancellationToken cancellation)
    {
        try
        {
            await (claim?.AdvanceAsync(position, cancellation) ?? Task.CompletedTask);
        }
        catch (StorageException away)
        {
            log.AdvanceUnnoted(job.Id, away.Message);
        }
    }
}
