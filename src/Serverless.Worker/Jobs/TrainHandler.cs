using Microsoft.Extensions.Logging;
using Serverless.Core.Fidelities;
using Serverless.Core.Jobs;
using Serverless.Learning.Training;
using Serverless.Worker.Accounting;

namespace Serverless.Worker.Jobs;

/// <summary>Trains a candidate, to a rung or to the end, or not at all, judges it on the validation images and keeps the exported network.</summary>
/// <remarks>
/// A training with rungs goes on from the latest good checkpoint, whichever worker wrote it; one that lost several passes them rung
/// by rung again and keeps each, so that no death of a worker costs more than the rung it was at. A recipe of several seeds is
/// trained with one after the other, and where each of them ended is kept too.
/// </remarks>
sealed class TrainHandler(
    CandidateTrainer trainer,
    JobDatasets datasets,
    JobModels models,
    JobCheckpoints checkpoints,
    WorkClock clock,
    ILogger<TrainHandler> log) : IJobHandler
{
    public JobKind Kind => JobKind.Train;

    public async Task<JobOutput> RunAsync(Job job, CancellationToken cancellation)
    {
        var stops = Stops(job);

        // By what the files hold: checkpoints of other content are not gone on from.
        var known = job with { Dataset = await datasets.ResolveAsync(job, cancellation) };
        if (job.Epochs == 0)
        {
            return await JudgeAsync(known, cancellation);
        }

        var trainings = new List<SeedTraining>();
        IReadOnlyList<long> seeds = [.. job.Training.Seeds?.Select(seed => (long)seed) ?? [job.Seed]];
        foreach (var seed in seeds)
        {
            // As a training of this seed alone, so that checkpoints serve any training with it.
            var alone = known with { Seed = seed, Training = job.Training with { Seeds = null } };
            trainings.Add(await TrainAsync(alone, stops, keepsEnd: seeds.Count > 1, cancellation));
        }

        var model = await models.GetOrCreateAsync(job.Id, trainings[0].Trained.OnnxModel, cancellation);
        return new JobOutput(
            SeedTraining.MetricsOf(trainings),
            trainings.Sum(training => training.Seconds),
            trainings[0].Trained.RanOn,
            model.ToString());
    }

    /// <summary>Tells what the network is worth before any training.</summary>
    async Task<JobOutput> JudgeAsync(Job job, CancellationToken cancellation)
    {
        clock.Switch(WorkKind.Training);
        var judged = Try(() => trainer.Judge(TaskOf(job, until: null)));
        clock.Switch(WorkKind.Other);
        var model = await models.GetOrCreateAsync(job.Id, judged.OnnxModel, cancellation);
        return new JobOutput(judged.Scores.ToMetrics(), judged.Seconds, "cpu", model.ToString());
    }

    async Task<SeedTraining> TrainAsync(Job job, IReadOnlyList<int> stops, bool keepsEnd, CancellationToken cancellation)
    {
        stops = [.. stops.Where(epochs => epochs > 0)];
        var kept = stops.Where(epochs => keepsEnd || epochs < job.Training.Epochs).ToList();
        var from = kept.Count == 0 ? null : await checkpoints.FindLatestAsync(job, kept, cancellation);
        var seconds = 0.0;
        TrainedCandidate? trained = null;
        foreach (var epochs in stops.Where(epochs => epochs > (from?.Epoch ?? 0) || epochs == stops[^1]).ToList())
        {
            clock.Switch(WorkKind.Training);
            trained = Train(job, epochs, from, cancellation);
            clock.Switch(WorkKind.Other);
            seconds += trained.TrainSeconds;
            from = trained.Checkpoint;
            if (kept.Contains(epochs))
            {
                await checkpoints.GetOrCreateAsync(job, from, cancellation);
            }
        }

        return new SeedTraining(trained!, seconds); // there is always a last stop
    }

    /// <summary>The epochs at which the job's training stops to keep a checkpoint, and at last for good.</summary>
    static List<int> Stops(Job job)
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

    TrainedCandidate Train(Job job, int epochs, TrainingCheckpoint? from, CancellationToken cancellation)
    {
        var task = TaskOf(job, epochs < job.Training.Epochs ? epochs : null);
        return Try(() => trainer.Train(task, cancellation, progress => log.Epoch(job.Id, progress.Epoch, progress.Epochs, progress.Loss), from));
    }

    static TrainingTask TaskOf(Job job, int? until)
    {
        var (candidate, architecture) = JobInput.CandidateOf(job);
        return new TrainingTask(candidate, architecture, job.Space, job.Dataset, job.Training, job.Seed, until);
    }

    static T Try<T>(Func<T> work)
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
}

/// <summary>Does the work of one kind of job.</summary>
interface IJobHandler
{
    /// <value>The kind it does.</value>
    JobKind Kind { get; }

    /// <summary>Does the work; stops soon, at the next batch or pass, when cancelled.</summary>
    /// <exception cref="JobInputException">The job asks for something that cannot be; another attempt would end the same way.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task<JobOutput> RunAsync(Job job, CancellationToken cancellation);
}

/// <summary>What a handler found out.</summary>
/// <param name="Metrics">Metric name to value.</param>
/// <param name="Seconds">What the work itself took.</param>
/// <param name="RanOn"><c>cpu</c> or <c>cuda:N</c>.</param>
/// <param name="ModelBlob">Container/name of an exported network, or null.</param>
sealed record JobOutput(IReadOnlyDictionary<string, double> Metrics, double Seconds, string RanOn, string? ModelBlob = null);
