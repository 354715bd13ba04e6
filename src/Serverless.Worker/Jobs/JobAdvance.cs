using Microsoft.Extensions.Logging;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Learning.Training;

namespace Serverless.Worker.Jobs;

/// <summary>
/// Records the progress of a slot's job in its claim at each checkpoint, so that crashes after a new checkpoint do not count as attempts.
/// </summary>
sealed class JobAdvance(ILogger<JobAdvance> log)
{
    IJobClaim? _claim;
    int _parts;

    /// <summary>Begins a job, whose trainings follow in the same order at every attempt.</summary>
    public void Begin(IJobClaim claim) => (_claim, _parts) = (claim, 0);

    /// <summary>Begins the job's next training.</summary>
    /// <returns>A function to call with each stored checkpoint of the training.</returns>
    public Func<TrainingCheckpoint, CancellationToken, Task> BeginTraining(Job job)
    {
        // The claim is captured: a later job may have begun when the last checkpoint of this one is reported.
        var (claim, part) = (_claim, _parts++);
        return (kept, cancellation) => AdvanceAsync(job, claim, new JobPosition(part, kept.Epoch, kept.Part?.Images ?? 0), cancellation);
    }

    /// <summary>Begins the job's fit.</summary>
    /// <returns>A function to call for each stored checkpoint of the fit, with the seconds of work up to it, by all workers.</returns>
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
