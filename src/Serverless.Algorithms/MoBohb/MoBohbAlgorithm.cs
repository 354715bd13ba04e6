using Serverless.Algorithms.Halving;
using Serverless.Algorithms.Models;
using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.Algorithms.Tpe;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.MoBohb;

/// <summary>MO-BOHB: fills the brackets of Hyperband by a Parzen estimator that splits observations by rank and hypervolume.</summary>
/// <remarks>
/// Guerrero-Viu et al. 2021 (Bag of Baselines), after Falkner, Klein, Hutter 2018, Li et al. 2017 and Ozaki et al. 2020. The first bracket consists
/// of random candidates at full training only. One candidate in six stays random; the others are drawn decision by decision from a model of the
/// largest fidelity that was observed more than 2 · decisions + 1 times. A bracket promotes whole fronts until it has as many candidates as its size
/// asks for.
/// </remarks>
sealed class MoBohbAlgorithm : HalvingAlgorithm
{
    public const string AlgorithmName = "mo-bohb";

    const double RandomShare = 1.0 / 6;

    /// <summary>The number of draws that are already known after which a neighbour of the last draw is taken.</summary>
    const int Attempts = 25;

    readonly int _initialSamples;
    readonly int _candidateSamples;
    readonly int _trainingSize;
    readonly int _enough;
    ObservationSplit? _split;

    public MoBohbAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
        : base(specification, space, seed, state)
    {
        _initialSamples = specification.InitialSamples!.Value;
        _candidateSamples = specification.CandidateSamples!.Value;
        _trainingSize = specification.TrainingSize!.Value;
        _enough = (2 * space.Dimensions.Count(dimension => dimension.Choices.Count > 1)) + 2;
    }

    /// <summary>Returns how many candidates a bracket of Hyperband has at each of its fidelities, cheapest first.</summary>
    /// <param name="turn">
    /// The number of Hyperband brackets before it. Brackets cycle from the one with the most fidelities to that of full training alone.
    /// </param>
    /// <param name="fidelities">The number of fidelities.</param>
    /// <param name="reductionFactor">The reduction factor η.</param>
    public static int[] Sizes(int turn, int fidelities, int reductionFactor)
    {
        var most = fidelities - 1 - (turn % fidelities);
        var first = fidelities / (most + 1) * (int)Math.Round(Math.Pow(reductionFactor, most));
        return [.. Enumerable.Range(0, most + 1).Select(rung => Math.Max(1, first / (int)Math.Round(Math.Pow(reductionFactor, rung))))];
    }

    protected override HalvingBracket Begin(int index)
    {
        int[] sizes = index == 0 ? [_initialSamples] : Sizes(index - 1, Fidelities.Count, ReductionFactor);
        var first = Fidelities.Count - sizes.Length;
        return new HalvingBracket { Index = index, IsDesign = index == 0, First = first, Rung = first, Size = sizes[0], Proposed = 0 };
    }

    protected override IReadOnlyList<Member> Promote(RunningBracket bracket, IReadOnlyList<Member> told)
    {
        var quota = Sizes(bracket.Index - 1, Fidelities.Count, ReductionFactor)[bracket.Rung + 1 - bracket.First];
        var promoted = new List<Member>();
        foreach (var front in ConstrainedSort.Fronts(told).TakeWhile(_ => promoted.Count < quota))
        {
            promoted.AddRange(front.Select(index => told[index]));
        }

        return promoted;
    }

    protected override Child Breed(RandomStream random)
    {
        var isRandom = random.NextDouble() < RandomShare;
        if (isRandom || Current is { IsDesign: true } || Level is not { } level)
        {
            return new Child(Space.Sample(random), [], "sample");
        }

        _split ??= ObservationSplit.Of([.. Population.Where(member => member.Fidelity == level.Name)], ObjectiveCount);
        double[][] good = [.. Enumerable.Range(0, Space.Dimensions.Count).Select(decision => Density(_split.Good, decision))];
        double[][] rest = [.. Enumerable.Range(0, Space.Dimensions.Count).Select(decision => Density(_split.Rest, decision))];

        // Where the model is certain, the best of many samples is always the same candidate, so take fewer samples after each known one.
        var draws = _candidateSamples;
        var drawn = Draw(good, rest, draws, random);
        for (var attempt = 0; attempt < Attempts && IsKnown(drawn); attempt++)
        {
            draws = Math.Max(1, draws / 2);
            drawn = Draw(good, rest, draws, random);
        }

        return IsKnown(drawn) && NearNew(drawn, random) is { } near ? new Child(near, [], "neighbour") : new Child(drawn, [], "improvement");
    }

    Architecture Draw(double[][] good, double[][] rest, int draws, RandomStream random)
    {
        var genotype = new int[Space.Dimensions.Count];
        for (var decision = 0; decision < genotype.Length; decision++)
        {
            genotype[decision] = Space.IsActive(genotype, decision) ? ChoiceDensity.Best(good[decision], rest[decision], draws, random) : 0;
        }

        return Space.Create(genotype);
    }

    /// <summary>Keeps the observations that models learn from: the best ranks of each fidelity that can have a model.</summary>
    protected override void Remember(IReadOnlyList<Member> told)
    {
        Population = [.. Population, .. told];
        var level = Level is { } known ? Fidelities.Index().First(fidelity => fidelity.Item == known).Index : 0;
        var kept = Fidelities.Skip(level)
            .SelectMany(fidelity => TrainingSet.Keep([.. Population.Where(member => member.Fidelity == fidelity.Name)], _trainingSize))
            .ToHashSet();
        Population = [.. Population.Where(kept.Contains)];
        _split = null;
    }

    /// <value>The largest fidelity with enough observations for a model; null while there is none.</value>
    Fidelity? Level => Fidelities.LastOrDefault(fidelity =>
        Population.Count(member => member.Fidelity == fidelity.Name && member.Status == ObservationStatus.Evaluated) >= _enough);

    double[] Density(IReadOnlyList<Member> members, int decision) => ChoiceDensity.Of(
        Space.Dimensions[decision],
        [.. members.Where(member => Space.IsActive(member.Architecture, decision)).Select(member => member.Architecture.Genotype[decision])]);
}
