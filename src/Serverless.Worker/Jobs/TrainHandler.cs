using Serverless.Core.Jobs;
using Serverless.Core.Objectives;
using Serverless.Learning.Supernets;
using Serverless.Learning.Training;
using Serverless.Worker.Accounting;

namespace Serverless.Worker.Jobs;

/// <summary>
/// Trains a candidate, to a rung or to the end, or not at all, evaluates it on the validation images and stores the exported network.
/// </summary>
/// <remarks>
/// A training continues from the latest valid checkpoint, of a rung or in between, whichever worker wrote it; when checkpoints of several
/// rungs are lost, it passes these rungs again and stores each. With several seeds in a recipe, or several folds in a dataset, one training
/// follows the other, and the end of each is stored too.
/// </remarks>
sealed class TrainHandler(
    CandidateTrainer trainer, JobDatasets datasets, JobModels models, JobTrainings stepwise, JobReferences references, JobSupernets supernets, JobParents parents, WorkClock clock) : IJobHandler
{
    public JobKind Kind => JobKind.Train;

    public string? Device => trainer.DeviceName;

    public async Task<JobOutput> RunAsync(Job job, CancellationToken cancellation)
    {
        var stops = JobTrainings.Stops(job);

        // The dataset is identified by the content of its files: checkpoints of other content are not continued.
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

    /// <summary>Returns a job for each single seed and fold, so that checkpoints serve any training with them.</summary>
    static IEnumerable<Job> Alone(Job job) =>
        from seed in job.Training.Seeds?.Select(seed => (long)seed) ?? [job.Seed]
        from dataset in job.Dataset.OfEachFold()
        select job with { Seed = seed, Training = job.Training with { Seeds = null }, Dataset = dataset };

    public Task KeepUnfinishedAsync(Job job, CancellationToken cancellation) =>
        Task.WhenAll(stepwise.KeepUnfinishedAsync(job, cancellation), supernets.KeepUnfinishedAsync(job, cancellation));

    public Task RemoveUnfinishedAsync(Job job, CancellationToken cancellation) => stepwise.RemoveUnfinishedAsync(job, cancellation);

    /// <summary>
    /// Scores the network without training it. The seconds include those of a reference or a supernet that was trained for it.
    /// </summary>
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
    /// <value>The kind of job that this handler does.</value>
    JobKind Kind { get; }

    /// <value>The device that a job without a result ran on: <c>cpu</c> or <c>cuda:N</c>; null when its time does not count.</value>
    string? Device => null;

    /// <summary>Does the work; stops soon after cancellation, at the next batch or pass.</summary>
    /// <exception cref="JobInputException">The job asks for something invalid or impossible; another attempt would end the same way.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    Task<JobOutput> RunAsync(Job job, CancellationToken cancellation);

    /// <summary>Saves the state of a job that was cut short because the worker ends; what cannot be saved is logged.</summary>
    /// <param name="job">The job with which <see cref="RunAsync"/> was last called.</param>
    /// <param name="cancellation">The token that is cancelled when no time is left.</param>
    Task KeepUnfinishedAsync(Job job, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Removes what was saved only to continue a job, which has its final result.</summary>
    /// <param name="job">The job with which <see cref="RunAsync"/> was last called.</param>
    /// <param name="cancellation">The token that is cancelled when no time is left.</param>
    Task RemoveUnfinishedAsync(Job job, CancellationToken cancellation) => Task.CompletedTask;
}

/// <summary>The result of a handler.</summary>
/// <param name="Metrics">The metric values, by name.</param>
/// <param name="Seconds">The seconds that the work itself took.</param>
/// <param name="RanOn">The device, <c>cpu</c> or <c>cuda:N</c>.</param>
/// <param name="ModelBlob">The container/name of an exported network, or null.</param>
sealed record JobOutput(IReadOnlyDictionary<string, double> Metrics, double Seconds, string RanOn, string? ModelBlob = null);
