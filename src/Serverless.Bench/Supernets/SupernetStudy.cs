using Serverless.Bench.Statistics;
using Serverless.Core.Objectives;
using Serverless.Learning.Supernets;
using Serverless.Learning.Training;
using Serverless.MultiObjective.Randomness;
using Serverless.MultiObjective.Statistics;
using Serverless.Spaces;

namespace Serverless.Bench.Supernets;

/// <summary>
/// Trains supernets and separate architectures, and compares how both rank the architectures, along with zero-cost proxies and costs.
/// </summary>
static class SupernetStudy
{
    /// <param name="plan">The plan.</param>
    /// <param name="trainer">The trainer.</param>
    /// <param name="tell">Receives progress messages.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public static SupernetDocument Run(SupernetPlan plan, CandidateTrainer trainer, Action<string> tell, CancellationToken cancellation)
    {
        var space = SearchSpaces.Of(plan.Space) ?? throw new BenchException($"There is no space '{plan.Space.Name}'.");
        IReadOnlyList<Architecture> architectures =
            [.. Enumerable.Range(0, plan.Architectures).Select(place => space.Canonicalise(space.Sample(RandomStream.For(0, place, 0))))];
        var found = Enumerable.Range(1, plan.Seeds).Select(seed => Run(plan, space, architectures, seed, trainer, tell, cancellation)).ToList();
        return new SupernetDocument(
            plan.Architectures,
            plan.Supernet.Epochs,
            plan.Recipe.Epochs,
            [.. found.Select(one => one.Figures)],
            found.Count > 1 ? Agreement([.. found.Select(one => one.Trained)]) : null)
        {
            TauOfMean = found.Count > 1 ? OfMean([.. found.Select(one => (one.Metrics, one.Trained))]) : null,
        };
    }

    /// <summary>Returns the median, over all pairs of trainings, of how well they agree.</summary>
    internal static double Agreement(IReadOnlyList<double[]> trained) => Quartiles.Interpolated(
        from first in Enumerable.Range(0, trained.Count)
        from second in Enumerable.Range(first + 1, trained.Count - first - 1)
        select RankCorrelation.KendallTauB(trained[first], trained[second])).Median;

    /// <summary>Returns for each metric the median, over seeds, of how well it agrees with the mean of all trainings.</summary>
    internal static IReadOnlyDictionary<string, double> OfMean(
        IReadOnlyList<(IReadOnlyDictionary<string, double[]> Metrics, double[] Trained)> seeds)
    {
        double[] mean = [.. Enumerable.Range(0, seeds[0].Trained.Length).Select(place => seeds.Average(seed => seed.Trained[place]))];
        return seeds[0].Metrics.Keys.Where(name => seeds.All(seed => seed.Metrics.ContainsKey(name))).ToDictionary(
            name => name,
            name => Quartiles.Interpolated(seeds.Select(seed => RankCorrelation.KendallTauB(seed.Metrics[name], mean))).Median);
    }

    static (SupernetFigures Figures, IReadOnlyDictionary<string, double[]> Metrics, double[] Trained) Run(
        SupernetPlan plan, SearchSpace space, IReadOnlyList<Architecture> architectures, int seed, CandidateTrainer trainer, Action<string> tell, CancellationToken cancellation)
    {
        var supernet = trainer.TrainSupernet(
            new SupernetTask(plan.Space, plan.Dataset, plan.Recipe, plan.Supernet, seed),
            cancellation,
            epoch => tell(FormattableString.Invariant($"Seed {seed}, supernet: epoch {epoch.Epoch} of {epoch.Epochs}, loss {epoch.Loss:0.000}.")));
        var columns = new Dictionary<string, List<double>>();
        var (trained, inheriting, training) = (new List<double>(), 0.0, 0.0);
        foreach (var (place, architecture) in architectures.Index())
        {
            var task = new TrainingTask(space.IdOf(architecture), space.Format(architecture), plan.Space, plan.Dataset, plan.Recipe, seed);
            var inherited = trainer.Inherit(task, supernet.Weights, cancellation);
            var alone = trainer.Train(task, cancellation);
            var metrics = trainer.Judge(task, cancellation: cancellation).Scores.ToMetrics();
            metrics[Metric.SupernetAccuracy.Name] = inherited.AccuracyPercent;
            metrics[Metric.Macs.Name] = space.Cost(architecture, plan.Space, plan.Dataset.Shape!.Value).Macs; // a built-in dataset's
            foreach (var (name, value) in metrics)
            {
                columns.TryAdd(name, []);
                columns[name].Add(value);
            }

            trained.Add(alone.AccuracyPercent);
            (inheriting, training) = (inheriting + inherited.Seconds, training + alone.TrainSeconds);
            tell(FormattableString.Invariant(
                $"Seed {seed}, {place + 1} of {architectures.Count}: {inherited.AccuracyPercent:0.0} % inherited, {alone.AccuracyPercent:0.0} % trained."));
        }

        var whole = columns.Where(column => column.Value.Count == trained.Count).ToDictionary(column => column.Key, column => column.Value.ToArray());
        var figures = new SupernetFigures(
            seed,
            whole.ToDictionary(column => column.Key, column => RankCorrelation.KendallTauB(column.Value, [.. trained])),
            supernet.Seconds,
            inheriting / architectures.Count,
            training / architectures.Count,
            supernet.AccuracyPercent,
            columns[Metric.SupernetAccuracy.Name].Average(),
            trained.Average());
        return (figures, whole, [.. trained]);
    }
}
