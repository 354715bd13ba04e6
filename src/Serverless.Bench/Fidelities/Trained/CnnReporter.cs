using System.Text.Json.Serialization;
using Serverless.Bench.Running;
using Serverless.Bench.Statistics;
using Serverless.MultiObjective;

namespace Serverless.Bench.Fidelities.Trained;

/// <summary>Summarises searches with actual trainings.</summary>
static class CnnReporter
{
    static readonly double[] Reference = [1, 1];

    /// <param name="plan">The plan of the run.</param>
    /// <param name="results">The results of each algorithm, seed by seed; only seeds with results of all algorithms are used.</param>
    /// <exception cref="OperationCanceledException">No seed has results of all algorithms.</exception>
    public static CnnDocument Report(CnnPlan plan, IReadOnlyList<CnnResult?> results)
    {
        CnnResult[][] seeds = [.. results.Chunk(plan.Algorithms.Count).Where(seed => seed.All(result => result is not null)).Select(seed => seed.OfType<CnnResult>().ToArray())];
        if (seeds.Length == 0)
        {
            throw new OperationCanceledException("No seed was run by all algorithms.");
        }

        Runs[] runs =
        [
            .. plan.Algorithms.Select((algorithm, place) => new Runs(algorithm, [.. seeds.Select(seed => seed[place])], [.. seeds.Select(seed => TraceOf(seed[place]))])),
        ];
        var baseline = runs.First(one => one.Algorithm.Label == plan.Baseline);
        return new CnnDocument(
            plan.Trainings, plan.Sizes.Epochs, seeds.Length, plan.Baseline, [.. runs.Select(one => Report(plan, one, baseline, runs.Where(other => IsWhole(other.Algorithm))))]);
    }

    /// <summary>
    /// Returns the hypervolume over the epochs: of accuracy and the logarithm of parameters, scaled to the limits of <see cref="CnnSizes"/>.
    /// </summary>
    internal static FidelityTrace TraceOf(CnnResult result)
    {
        var front = new NondominatedSet<int>(Reference.Length);
        var rises = new List<(double, double)>();
        foreach (var (place, step) in result.Steps.Index())
        {
            if (front.Add(CnnSizes.PointOf(step), place))
            {
                rises.Add((step.Epochs, Hypervolume.Of(front.Points, Reference)));
            }
        }

        return new FidelityTrace(rises);
    }

    static CnnAlgorithm Report(CnnPlan plan, Runs runs, Runs baseline, IEnumerable<Runs> whole) => new(
        runs.Algorithm.Label,
        [
            .. CnnPlan.Shares.Select(share => new CnnShare(share, Quartiles.Interpolated(runs.At(share * plan.Budget)))
            {
                AgainstBaseline = runs == baseline ? null : SignedRankTest.Of([.. runs.At(share * plan.Budget)], [.. baseline.At(share * plan.Budget)]),
            }),
        ],
        [.. whole.Select(reference => NeedOf(plan, runs, reference))],
        Median(runs, result => result.Begun),
        Median(runs, result => result.Steps.Count),
        Median(runs, result => result.Grown),
        Median(runs, result => result.Cut),
        Median(runs, result => result.Failed),
        Median(runs, result => result.Epochs),
        Median(runs, result => result.Seconds));

    static FidelityNeed NeedOf(CnnPlan plan, Runs runs, Runs reference)
    {
        var hypervolume = Quartiles.Interpolated(reference.At(plan.Budget)).Median;
        return new FidelityNeed(reference.Algorithm.Label, hypervolume, Quartiles.NearestRank(runs.Traces.Select(trace => trace.EpochsTo(hypervolume) / plan.Budget)));
    }

    static bool IsWhole(AlgorithmChoice algorithm) => FidelityPlan.IsWhole(algorithm) && !algorithm.Specification.HandsWeightsOn;

    static double Median(Runs runs, Func<CnnResult, double> figure) => Quartiles.Interpolated(runs.Results.Select(figure)).Median;

    sealed record Runs(AlgorithmChoice Algorithm, CnnResult[] Results, FidelityTrace[] Traces)
    {
        public IEnumerable<double> At(double epochs) => Traces.Select(trace => trace.At(epochs));
    }
}

/// <summary>The whole answer, as <c>--output json</c> writes it.</summary>
/// <param name="Trainings">The budget in whole trainings.</param>
/// <param name="Epochs">The epochs of a whole training.</param>
/// <param name="Seeds">The number of searches of each algorithm.</param>
/// <param name="Baseline">The algorithm against which the others are tested.</param>
/// <param name="Algorithms">The results, in the order in which the algorithms were given.</param>
public sealed record CnnDocument(int Trainings, int Epochs, int Seeds, string Baseline, IReadOnlyList<CnnAlgorithm> Algorithms)
{
    public int SchemaVersion { get; init; } = 1;
}

/// <summary>The results of one algorithm and their cost: medians over seeds.</summary>
/// <param name="Label">The label, as it was written.</param>
/// <param name="Shares">The results by share of the epochs used.</param>
/// <param name="Needed">The epochs needed to reach what each algorithm that trains every candidate to the end reaches with the whole budget.</param>
/// <param name="Begun">The number of candidates with any training.</param>
/// <param name="Whole">The number of candidates trained to the end.</param>
/// <param name="Grown">The number of trainings that began with all weights of a parent.</param>
/// <param name="Cut">The number of trainings that began with some weights of a parent.</param>
/// <param name="Failed">The number of trainings that diverged.</param>
/// <param name="Epochs">The epochs of all trainings.</param>
/// <param name="Seconds">The processor seconds of all trainings, on one thread.</param>
public sealed record CnnAlgorithm(
    string Label,
    IReadOnlyList<CnnShare> Shares,
    IReadOnlyList<FidelityNeed> Needed,
    double Begun,
    double Whole,
    double Grown,
    double Cut,
    double Failed,
    double Epochs,
    double Seconds);

/// <summary>The hypervolume of whole trainings after a share of the budget's epochs.</summary>
/// <param name="Share">The share of the epochs.</param>
/// <param name="Hypervolume">The hypervolume, quartiles over seeds.</param>
public sealed record CnnShare(double Share, Quartiles Hypervolume)
{
    /// <value>The test against the baseline, paired by seed; null for the baseline itself.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SignedRankTest? AgainstBaseline { get; init; }
}
