using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Learning.Supernets;
using Serverless.Learning.Training;
using Serverless.Worker.Accounting;

namespace Serverless.Worker.Jobs;

/// <summary>Finds or trains the supernet from which the candidate of a job inherits weights.</summary>
/// <remarks>Its training is checkpointed from time to time, so that a worker that dies costs no more than the time since the last one.</remarks>
sealed class JobSupernets(
    CandidateTrainer trainer, JobCheckpoints checkpoints, JobAdvance advance, StoredSupernets stored, WorkClock clock, ILogger<JobSupernets> log)
{
    RunningCheckpoint? _running;

    /// <summary>Evaluates the candidate of a job with the weights that it inherits; trains the supernet first if it is missing.</summary>
    /// <param name="job">The job as it was requested.</param>
    /// <param name="resolved">The same job, with a dataset whose files are on this machine.</param>
    /// <param name="cancellation">The token that cancels the training before the next step.</param>
    /// <returns>The accuracy; null if the job names no supernet. Its seconds include the training of a supernet that was trained for it.</returns>
    /// <exception cref="JobInputException">There is no such supernet, or its training fails.</exception>
    /// <exception cref="DocumentException">The stored supernet is broken.</exception>
    public async Task<InheritedAccuracy?> InheritAsync(Job job, Job resolved, CancellationToken cancellation)
    {
        if (job.Supernet is null)
        {
            return null;
        }

        var (weights, seconds) = await stored.FindAsync(job, cancellation) is { } known ? (known, 0.0) : await TrainAsync(job, resolved, cancellation);
        clock.Switch(WorkKind.Training);
        try
        {
            var inherited = JobTrainings.Try(() => trainer.Inherit(JobTrainings.TaskOf(resolved, until: null), weights, cancellation));
            return inherited with { Seconds = seconds + inherited.Seconds };
        }
        catch (InvalidDataException broken)
        {
            stored.Forget(job);
            throw new DocumentException(StoredSupernets.PathOf(job), $"does not hold weights of these networks: {broken.Message} Delete it.", broken);
        }
        finally
        {
            clock.Switch(WorkKind.Other);
        }
    }

    /// <summary>Saves the state of the supernet's training when the job was cut short, from which any worker can continue.</summary>
    public Task KeepUnfinishedAsync(Job job, CancellationToken cancellation) =>
        _running?.JobId == job.Id ? _running.FlushAsync(cancellation) : Task.CompletedTask;

    async Task<(byte[] Weights, double Seconds)> TrainAsync(Job job, Job resolved, CancellationToken cancellation)
    {
        var task = new SupernetTask(resolved.Space, resolved.Dataset, resolved.Training, job.Supernet!, job.Seed); // asked for jobs that have one
        var running = _running = checkpoints.Running(StoredSupernets.CheckpointOf(resolved), job, advance.BeginTraining(job), cancellation);
        var from = await checkpoints.FindRunningAsync(running, job, task.Supernet.Epochs, cancellation);
        var trained = Train(job, task, from, running, cancellation);
        var kept = await stored.GetOrCreateAsync(job, trained.Weights, cancellation);
        await running.RemoveAsync(cancellation);
        log.SupernetTrained(job.Id, trained.AccuracyPercent, trained.Seconds, StoredSupernets.PathOf(job).ToString());
        return (kept, trained.Seconds);
    }

    TrainedSupernet Train(Job job, SupernetTask task, TrainingCheckpoint? from, RunningCheckpoint running, CancellationToken cancellation)
    {
        clock.Switch(WorkKind.Training);
        running.Begin();
        try
        {
            return JobTrainings.Try(() => trainer.TrainSupernet(
                task, cancellation, epoch => log.SupernetEpoch(job.Id, epoch.Epoch, epoch.Epochs, epoch.Loss), from, running));
        }
        catch (Exception failed) when (failed is TrainingException or JobInputException { IsShared: false })
        {
            // Every other job of the search would fail the same way.
            throw new JobInputException($"The supernet cannot be trained: {failed.Message} Change training, or remove supernet.", failed) { IsShared = true };
        }
        finally
        {
            clock.Switch(WorkKind.Other);
        }
    }
}
