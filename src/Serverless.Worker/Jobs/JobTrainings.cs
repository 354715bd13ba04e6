using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;
using Serverless.Application.Telemetry;
using Serverless.Core.Fidelities;
using Serverless.Core.Jobs;
using Serverless.Learning.Inheritance;
using Serverless.Learning.Training;
using Serverless.Worker.Accounting;

namespace Serverless.Worker.Jobs;

/// <summary>Trains from stop to stop, and keeps where the training stood at each, and in between from time to time.</summary>
sealed class JobTrainings(CandidateTrainer trainer, JobCheckpoints checkpoints, JobAdvance advance, WorkClock clock, ILogger<JobTrainings> log)
{
    RunningCheckpoint? _running;

    /// <summary>Trains with one seed, from the latest good checkpoint.</summary>
    /// <param name="job">The candidate, and the seed that it is trained with alone.</param>
    /// <param name="stops">What <see cref="Stops"/> gave.</param>
    /// <param name="keepsEnd">Whether a checkpoint of the whole training is kept too.</param>
    /// <param name="cancellation">Stops before the next step.</param>
    /// <param name="isBegun">Whether checkpoints of earlier stops should be there.</param>
    /// <param name="parent">Whose weights it begins with; null: nobody's.</param>
    /// <exception cref="DocumentException">What is stored of the parent is broken.</exception>
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

    /// <summary>Keeps where the job's training stood when it was cut short, for any worker to go on from.</summary>
    public Task KeepUnfinishedAsync(Job job, CancellationToken cancellation) =>
        _running?.JobId == job.Id ? _running.FlushAsync(cancellation) : Task.CompletedTask;

    /// <summary>Removes what only served to go on with the job's training: it has ended, and its result is there.</summary>
    public Task RemoveUnfinishedAsync(Job job, CancellationToken cancellation) =>
        _running?.JobId == job.Id ? _running.RemoveAsync(cancellation) : Task.CompletedTask;

    /// <summary>The epochs at which the job's training stops to keep a checkpoint, and at last for good.</summary>
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

    /// <summary>What a trainer is to do for a job.</summary>
    /// <exception cref="JobInputException">The job names no candidate.</exception>
    public static TrainingTask TaskOf(Job job, int? until)
    {
        var (candidate, architecture) = JobInput.CandidateOf(job);
        return new TrainingTask(candidate, architecture, job.Space, job.Dataset, job.Training, job.Seed, until);
    }

    /// <summary>Does work that a job asks for.</summary>
    /// <exception cref="JobInputException">It asks the impossible.</exception>
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
            throw new DocumentException(JobParents.PathOf(inherits), $"holds no weights of {inherits.Candidate}: {broken.Message} Begin the search again.", broken);
        }

        void Tell(EpochProgress progress)
        {
            log.Epoch(job.Id, progress.Epoch, progress.Epochs, progress.Loss);
            Instruments.EpochDuration.Record(progress.Seconds - begun, new KeyValuePair<string, object?>(AttributeNames.Device, trainer.DeviceName));
            begun = progress.Seconds;
        }
    }
}
