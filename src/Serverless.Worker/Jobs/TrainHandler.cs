using Serverless.Core.Jobs;
using Serverless.Core.Objectives;
using Serverless.Learning.Supernets;
using Serverless.Learning.Training;
using Serverless.Worker.Accounting;

namespace Serverless.Worker.Jobs;

/// <summary>Trains a candidate, to a rung or to the end, or not at all, judges it on the validation images and keeps the exported network.</summary>
/// <remarks>
/// A training goes on from the latest good checkpoint, of a rung or of a time, whichever worker wrote it; one that lost several passes
/// them rung by rung again and keeps each. A recipe of several seeds, or a dataset of several folds, is trained with one after the other, and where each of
/// them ended is kept too.
/// </remarks>
sealed class TrainHandler(
    CandidateTrainer trainer, JobDatasets datasets, JobModels models, JobTrainings stepwise, JobReferences references, JobSupernets supernets, JobParents parents, WorkClock clock) : IJobHandler
{
    public JobKind Kind => JobKind.Train;

    public string? Device => trainer.DeviceName;

    public async Task<JobOutput> RunAsync(Job job, CancellationToken cancellation)
    {
        var stops = JobTrainings.Stops(job);

        // By what the files hold: checkpoints of other content are not gone on from.
        var known = job with { Dataset = await datasets.ResolveAsync(job, cancellation) };
        if (job.Epochs == 0)
        {
            var reference = await references.FindOrTrainAsync(job, known, cancellation);
            return await JudgeAsync(known, reference, await supernets.InheritAsync(job, known, cancellation), cancellation);
        }

        var parent = await parents.FindAsync(job, cancellation);
        var trainings = new List<SeedTraining>();
        IReadOnlyList<Job> alone = [.. Alone(known)];
        foreach (var training in alone)
        {
            trainings.Add(await stepwise.RunAsync(training, stops, keepsEnd: alone.Count > 1, cancellation, parent: parent));
        }

        var model = await models.GetOrCreateAsync(job.Id, trainings[0].Trained.OnnxModel, cancellation);
        if (trainings[0].Trained.Weights is { } weights)
        {
            await models.KeepWeightsAsync(model, weights, cancellation);
        }

        return new JobOutput(
            SeedTraining.MetricsOf(trainings),
            trainings.Sum(training => training.Seconds),
            trainings[0].Trained.RanOn,
            model.ToString());
    }

    /// <summary>A job for each seed and fold alone, so that checkpoints serve any training with them.</summary>
    static IEnumerable<Job> Alone(Job job) =>
        from seed in job.Training.Seeds?.Select(seed => (long)seed) ?? [job.Seed]
        from dataset in job.Dataset.OfEachFold()
        select job with { Seed = seed, Training = job.Training with { Seeds = null }, Dataset = dataset };

    public Task KeepUnfinishedAsync(Job job, CancellationToken cancellation) =>
        Task.WhenAll(stepwise.KeepUnfinishedAsync(job, cancellation), supernets.KeepUnfinishedAsync(job, cancellation));

    public Task RemoveUnfinishedAsync(Job job, CancellationToken cancellation) => stepwise.RemoveUnfinishedAsync(job, cancellation);

    /// <summary>Tells what the network is worth before any training. A reference or a supernet that was trained for it is part of what it took.</summary>
    async Task<JobOutput> JudgeAsync(Job job, FoundReference reference, InheritedAccuracy? inherited, CancellationToken cancellation)
    {
        clock.Switch(WorkKind.Training);
        var judged = JobTrainings.Try(() => trainer.Judge(JobTrainings.TaskOf(job, until: null), reference.Representations, cancellation));
        clock.Switch(WorkKind.Other);
        var model = await models.GetOrCreateAsync(job.Id, judged.OnnxModel, cancellation);
        var metrics = judged.Scores.ToMetrics();
        if (inherited is not null)
        {
            metrics[Metric.SupernetAccuracy.Name] = inherited.AccuracyPercent;
        }

        return new JobOutput(metrics, reference.Seconds + judged.Seconds + (inherited?.Seconds ?? 0), inherited?.RanOn ?? "cpu", model.ToString());
    }
}

/// <summary>Does the work of one kind of job.</summary>
interface IJobHandler
{
    /// <value>The kind it does.</value>
    JobKind Kind { get; }

    /// <value>What a job runs on that comes to no result: <c>cpu</c> or <c>cuda:N</c>; null when its time does not count.</value>
    string? Device => null;

    /// <summary>Does the work; stops soon, at the next batch or pass, when cancelled.</summary>
    /// <exception cref="JobInputException">The job asks for something that cannot be; another attempt would end the same way.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task<JobOutput> RunAsync(Job job, CancellationToken cancellation);

    /// <summary>Keeps what was done of a job that was cut short since the worker ends; what cannot be kept is logged.</summary>
    /// <param name="job">The one that <see cref="RunAsync"/> was last asked for.</param>
    /// <param name="cancellation">There is no more time.</param>
    Task KeepUnfinishedAsync(Job job, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Removes what was kept only to go on with a job; it will not be: its last result is there.</summary>
    /// <param name="job">The one that <see cref="RunAsync"/> was last asked for.</param>
    /// <param name="cancellation">There is no more time.</param>
    Task RemoveUnfinishedAsync(Job job, CancellationToken cancellation) => Task.CompletedTask;
}

/// <summary>What a handler found out.</summary>
/// <param name="Metrics">Metric name to value.</param>
/// <param name="Seconds">What the work itself took.</param>
/// <param name="RanOn"><c>cpu</c> or <c>cuda:N</c>.</param>
/// <param name="ModelBlob">Container/name of an exported network, or null.</param>
sealed record JobOutput(IReadOnlyDictionary<string, double> Metrics, double Seconds, string RanOn, string? ModelBlob = null);
