using Serverless.Core.Surrogates;
using Serverless.Learning.Balancing;
using Serverless.Learning.Datasets;
using Serverless.MultiObjective.Randomness;
using Serverless.MultiObjective.Statistics;
using Serverless.MultiObjective;

namespace Serverless.Learning.Surrogates;

/// <summary>The steps that all fits share: checks, scales, Pareto ranks, folds.</summary>
public static class SurrogateFit
{
    /// <summary>The smallest number of architectures with every target that a surrogate is fitted to.</summary>
    public const int LeastArchitectures = 8;

    /// <summary>The creator that surrogates name in their metadata.</summary>
    public static string Creator { get; } = $"Serverless.Learning {typeof(SurrogateFit).Assembly.GetName().Version?.ToString(3)}";

    internal const int MostMembers = 32;
    const double MostHeldOut = 0.5;

    /// <summary>Checks the requirements that all kinds share.</summary>
    /// <exception cref="SurrogateFitException">There are too few architectures with every target.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static void Check(SurrogateTrainingSet set, SurrogateFitOptions options)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Members, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Members, MostMembers, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Threads, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Epochs ?? 1, nameof(options));
        if (options.Balancer is { } balancer && !Balancers.Names.Contains(balancer))
        {
            throw new ArgumentException($"There is no balancer '{balancer}': {string.Join(", ", Balancers.Names)}.", nameof(options));
        }

        if (!(options.HeldOutShare >= 0 && options.HeldOutShare <= MostHeldOut))
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"The held-out share must be 0 to {MostHeldOut}, not {options.HeldOutShare}.");
        }

        var complete = Ranks(set).Count(rank => rank >= 0);
        if (complete < LeastArchitectures)
        {
            throw new SurrogateFitException(
                $"Of {set.Count} architectures {complete} have a value for every target; a surrogate needs at least {LeastArchitectures}.");
        }
    }

    /// <summary>Rejects a balancer where there is nothing to balance.</summary>
    /// <exception cref="ArgumentException">The options name a balancer.</exception>
    internal static void CheckBalancer(string kind, SurrogateTrainingSet set, SurrogateFitOptions options)
    {
        if (options.Balancer is { } balancer && SurrogateDescription.LackOfLosses(kind, set.Targets) is { } lack)
        {
            throw new ArgumentException($"The balancer '{balancer}': {lack}.", nameof(options));
        }
    }

    /// <summary>Returns the Pareto rank of each architecture in the set, 0 for the nondominated ones; −1 for one that lacks a value.</summary>
    public static int[] Ranks(SurrogateTrainingSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var complete = Enumerable.Range(0, set.Count).Where(index => !set.ValuesOf(index).ContainsAnyExceptInRange(double.MinValue, double.MaxValue)).ToArray();
        var points = complete.SelectMany(index => Minimised(set, set.ValuesOf(index))).ToArray();
        var found = new int[complete.Length];
        NondominatedSort.Ranks(points, set.Targets.Count, found);
        var ranks = new int[set.Count];
        Array.Fill(ranks, -1);
        foreach (var (place, index) in complete.Index())
        {
            ranks[index] = found[place];
        }

        return ranks;
    }

    /// <summary>Returns the mean and standard deviation of each target's known values; the deviation of a target that does not vary is 1.</summary>
    public static SurrogateScale[] Scales(SurrogateTrainingSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return [.. Enumerable.Range(0, set.Targets.Count).Select(target =>
        {
            var known = Enumerable.Range(0, set.Count).Select(index => set.ValuesOf(index)[target]).Where(double.IsFinite).ToList();
            var mean = known.Count > 0 ? known.Average() : 0;
            var deviation = known.Count > 0 ? Math.Sqrt(known.Average(value => (value - mean) * (value - mean))) : 0;
            return new SurrogateScale(mean, deviation > 0 ? deviation : 1);
        })];
    }

    /// <summary>
    /// Returns the architectures that are held out from each member: in a random order, the first share from the first member, the next from the
    /// second,
    /// and so on, starting again where the order ends.
    /// </summary>
    public static int[][] HeldOut(int count, SurrogateFitOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var order = RandomOrder.Of(count, RandomStream.For(options.Seed, 0, RandomPurpose.Folding));
        var each = (int)(count * options.HeldOutShare);
        return [.. Enumerable.Range(0, options.Members).Select(member =>
            Enumerable.Range(member * each, each).Select(place => order[place % count]).ToArray())];
    }

    /// <summary>Measures the quality of predictions of held-out architectures.</summary>
    /// <param name="held">n architectures with their measured values.</param>
    /// <param name="ranks">Their Pareto ranks.</param>
    /// <param name="badness">n predictions of the rank; null to use the Pareto ranks of the predicted values.</param>
    /// <param name="values">The predicted values, n × m, in the targets' own units.</param>
    public static SurrogateQuality Judge(SurrogateTrainingSet held, ReadOnlySpan<int> ranks, double[]? badness, ReadOnlySpan<double> values)
    {
        ArgumentNullException.ThrowIfNull(held);
        var targets = held.Targets.Count;
        var predicted = new SurrogateTrainingSet(held.Specification, held.Shape, held.Targets, held.Architectures, values, held.Space);
        badness ??= Array.ConvertAll(Ranks(predicted), rank => (double)rank);
        var measured = new double[ranks.Length];
        for (var i = 0; i < measured.Length; i++)
        {
            measured[i] = ranks[i];
        }

        return new()
        {
            Size = held.Count,
            KendallTauB = Number(RankCorrelation.KendallTauB(badness, measured)),
            Spearman = [.. Enumerable.Range(0, targets).Select(target =>
                Number(RankCorrelation.Spearman(Column(predicted, target), Column(held, target))))],
        };
    }

    /// <summary>Creates the metadata of a kind that predicts values and no scores.</summary>
    /// <param name="kind">The kind, one of <see cref="SurrogateKind"/>.</param>
    /// <param name="set">The training set that it was fitted to.</param>
    /// <param name="inputs">The inputs of its graph.</param>
    /// <param name="options">The options of the fit.</param>
    /// <param name="heldOut">The quality on held-out architectures; null if there were none.</param>
    internal static SurrogateMetadata Describe(
        string kind, SurrogateTrainingSet set, IReadOnlyList<SurrogateInput> inputs, SurrogateFitOptions options, SurrogateQuality? heldOut) => new()
        {
            Kind = kind,
            Space = set.Specification,
            Shape = set.Shape,
            Inputs = inputs,
            Targets = set.Targets,
            Scales = Scales(set),
            Members = options.Members,
            HasScores = false,
            HasObjectives = true,
            Training = new(set.Hash(), set.Count, options.Seed),
            HeldOut = heldOut,
            CreatedBy = Creator,
        };

    static double? Number(double value) => double.IsNaN(value) ? null : value;

    static double[] Column(SurrogateTrainingSet set, int target) =>
        [.. Enumerable.Range(0, set.Count).Select(index => set.ValuesOf(index)[target])];

    static double[] Minimised(SurrogateTrainingSet set, ReadOnlySpan<double> values)
    {
        var minimised = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            minimised[i] = set.Targets[i].Minimised(values[i]);
        }

        return minimised;
    }
}

/// <summary>A surrogate cannot be fitted to a training set: too little is known, or the loss is no longer finite.</summary>
public sealed class SurrogateFitException : Exception
{
    public SurrogateFitException(string message)
        : base(message)
    {
    }
}
