using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;
using Serverless.Application.Telemetry;
using Serverless.Core.Fidelities;
using Serverless.Core.Jobs;
using Serverless.Learning.Inheritance;
using Serverless.Learning.Training;
using Serverless.Worker.Accounting;

namespace Serverless.Worker.Jobs;

/// <summary>Trains from stop to stop, and stores a checkpoint at each stop, and in between from time to time.</summary>
sealed class JobTrainings(CandidateTrainer trainer, JobCheckpoints checkpoints, JobAdvance advance, WorkClock clock, ILogger<JobTrainings> log)
{
    RunningCheckpoint? _running;

    /// <summary>Trains with one seed, from the latest valid checkpoint.</summary>
    /// <param name="job">The job of the candidate, with a single seed.</param>
    /// <param name="stops">The epochs that <see cref="Stops"/> returned.</param>
    /// <param name="keepsEnd">Whether a checkpoint of the full training is stored too.</param>
    /// <param name="cancellation">The token that cancels the training before the next step.</param>
    /// <param name="isBegun">Whether checkpoints of earlier stops should exist.</param>
    /// <param name="parent">The parent network whose weights the training begins with; null: none.</param>
    /// <exception cref="DocumentException">The stored weights of the parent are broken.</exception>
    public async Task<SeedTraining> RunAsync(
        Job job, IReadOnlyList<int> stops, bool keepsEnd, CancellationToken cancellation, bool isBegun = true, ParentNetwork? parent = null)
    {
        stops = [.. stops.Where(epochs => epochs > 0)];
        var kept = stops.Where(epochs => keepsEnd || epochs < job.Training.Epochs).ToList();
        var advanced = advance.BeginTraining(job);
        var running = _running = checkpoints.Running(job, advanced, cancellation);
        var found = await checkpoints.FindLatestAsync(job, kept, running, cancellation, isBegun);
        var from = found?.Checkpoint;
        var done = found?.IsDone == false ? found.Checkpoint.Epoch - 1 : from?.Epoch ?? 0;
        var seconds = 0.0;
        TrainedCandidate? trained = null;
        foreach (var epochs in stops.Where(epochs => epochs > done || epochs == stops[^1]))
        {
            clock.Switch(WorkKind.Training);
            running.Begin();
            trained = Train(job, parent, epochs, from, running, cancellation);
            clock.Switch(WorkKind.Other);
            seconds += trained.TrainSeconds;
            from = trained.Checkpoint;
            if (kept.Contains(epochs))
            {
                await checkpoints.GetOrCreateAsync(job, from, cancellation);
                await advanced(from, cancellation);
                await running.RemoveAsync(cancellation);
            }
        }

        return new SeedTraining(trained!, seconds); // there is always a last stop
    }

    /// <summary>Saves the state of the job's training when it was cut short, from which any worker can continue.</summary>
    public Task KeepUnfinishedAsync(Job job, CancellationToken cancellation) =>
        _running?.JobId == job.Id ? _running.FlushAsync(cancellation) : Task.CompletedTask;

    /// <summary>Removes what only served to continue the job's training, since it has ended and its result is stored.</summary>
    public Task RemoveUnfinishedAsync(Job job, CancellationToken cancellation) =>
        _running?.JobId == job.Id ? _running.RemoveAsync(cancellation) : Task.CompletedTask;

    /// <summary>Returns the epochs at which the job's training stops to store a checkpoint; the last one is its end.</summary>
    /// <exception cref="JobInputException">The training has no such rungs.</exception>
    public static IReadOnlyList<int> Stops(Job job)
    {
        try
        {
            var ladder = RungLadder.Of(job.Training);
            var stops = Enumerable.Range(1, ladder.Count).Select(ladder.EpochsOf).TakeWhile(epochs => epochs <= (job.Epochs ?? epochs)).ToList();
            return job.Epochs is { } last && stops.LastOrDefault() != last
                ? throw new JobInputException($"The training has no rung after {last} epochs.")
                : stops;
        }
        catch (ArgumentException noLadder)
        {
            throw new JobInputException(noLadder.Message, noLadder);
        }
    }

    /// <summary>Creates the training task for a job.</summary>
    /// <exception cref="JobInputException">The job names no candidate.</exception>
    public static TrainingTask TaskOf(Job job, int? until)
    {
        var (candidate, architecture) = JobInput.CandidateOf(job);
        return new TrainingTask(candidate, architecture, job.Space, job.Dataset, job.Training, job.Seed, until);
    }

    /// <summary>Does work that depends on the input of a job.</summary>
    /// <exception cref="JobInputException">The input is impossible.</exception>
    public static T Try<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ArgumentException impossible)
        {
            throw new JobInputException(impossible.Message, impossible);
        }
    }

    TrainedCandidate Train(
        Job job, ParentNetwork? parent, int epochs, TrainingCheckpoint? from, RunningCheckpoint running, CancellationToken cancellation)
    {
        var task = TaskOf(job, epochs < job.Training.Epochs ? epochs : null) with { Parent = parent };
        var begun = 0.0;
        try
        {
            return Try(() => trainer.Train(task, cancellation, Tell, from, running));
        }
        catch (InvalidDataException broken) when (job.Inherits is { } inherits)
        {
            throw new DocumentException(JobParents.PathOf(inherits), $"does not hold weights of {inherits.Candidate}: {broken.Message} Start the search again.", broken);
        }

        void Tell(EpochProgress progress)
        {
            log.Epoch(job.Id, progress.Epoch, progress.Epochs, progress.Loss);
            Instruments.EpochDuration.Record(progress.Seconds - begun, new KeyValuePair<string, object?>(AttributeNames.Device, trainer.DeviceName));
            begun = progress.Seconds;
        }
    }
}
