using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.Algorithms.Variation;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.MtfPdns;

/// <summary>MTF-PDNS: evolution by novelty in the space of several training-free metrics, with an unbounded elitist archive of them.</summary>
/// <remarks>
/// Vo, Luong 2024 (GECCO). Objectives that need training have no influence. Children of shuffled pairs join the parents until there are as many of
/// them; then the winners of binary tournaments without replacement, half of all members, stay. Candidates without metrics lose every tournament.
/// </remarks>
sealed class MtfPdnsAlgorithm : SearchAlgorithm
{
    public const string AlgorithmName = "mtf-pdns";

    const int Tournaments = int.MaxValue;

    readonly int _populationSize;
    readonly GenotypeVariation _variation;
    int[] _order = [];
    int _orderRound = -1;

    /// <param name="specification">The specification, with its defaults filled in.</param>
    /// <param name="space">The space to search.</param>
    /// <param name="seed">The seed of all random numbers.</param>
    /// <param name="state">The state to continue from; null to start.</param>
    public MtfPdnsAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
        : base(AlgorithmName, space, seed, state)
    {
        _populationSize = specification.PopulationSize!.Value;
        _variation = new GenotypeVariation(specification, space);
    }

    /// <summary>The number of parents, which come first in the population; the other members are their children.</summary>
    int ParentCount => Math.Min(_populationSize, Population.Count);

    protected override Child Breed(RandomStream random)
    {
        if (Population.Count == 0 || ProposedCount < _populationSize)
        {
            return new Child(Space.Sample(random), [], "sample");
        }

        var (first, second) = Pair(AskedCount);
        return new Child(_variation.Cross(first.Architecture, second.Architecture, random), [first.Id, second.Id], "crossover");
    }

    protected override void Learn(IReadOnlyList<Member> told)
    {
        Archive = MetricArchive.Add(Archive, told);
        Population = [.. Population, .. told];
        if (Population.Count >= 2 * _populationSize)
        {
            Population = Select();
        }

        _orderRound = -1;
    }

    /// <summary>
    /// Returns the parents of the child at a given position in the generation: pairs of one random order after the other, each with two children.
    /// </summary>
    (Member First, Member Second) Pair(int place)
    {
        var children = Math.Max(2, ParentCount / 2 * 2);
        var round = place / children;
        if (round != _orderRound)
        {
            _order = Shuffled(ParentCount, RandomStream.For(Seed, Generation, -1 - round));
            _orderRound = round;
        }

        // For the second child of a pair the two parents change roles.
        var at = place % children;
        return (Population[_order[at % _order.Length]], Population[_order[(at ^ 1) % _order.Length]]);
    }

    /// <summary>Returns the winners of binary tournaments by novelty, in which each member takes part once.</summary>
    IReadOnlyList<Member> Select()
    {
        var novelty = NoveltyOf(Population);
        var order = Shuffled(Population.Count, RandomStream.For(Seed, Generation, Tournaments));
        return [.. order.Chunk(2).Take(_populationSize).Select(pair => Population[pair.MaxBy(index => novelty[index])])];
    }

    double[] NoveltyOf(IReadOnlyList<Member> members)
    {
        var novelty = new double[members.Count];
        novelty.AsSpan().Fill(double.NegativeInfinity);
        int[] comparable = [.. Enumerable.Range(0, members.Count).Where(index => MetricArchive.HasMetrics(members[index]))];
        if (comparable.Length == 0)
        {
            return novelty;
        }

        // Archive members that have left the population still count for distances; the others must not be counted twice.
        var inArchive = Archive.Index().ToDictionary(entry => entry.Item.Architecture, entry => entry.Index);
        Member[] all = [.. Archive, .. comparable.Select(index => members[index]).Where(member => !inArchive.ContainsKey(member.Architecture))];
        var values = ParetoNovelty.Of(MetricArchive.PointsOf(all), [.. Enumerable.Range(0, Archive.Count)], all[0].Metrics.Length);
        var outside = Archive.Count;
        foreach (var index in comparable)
        {
            novelty[index] = values[inArchive.TryGetValue(members[index].Architecture, out var row) ? row : outside++];
        }

        return novelty;
    }

    static int[] Shuffled(int count, RandomStream random)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (var i = count - 1; i > 0; i--)
        {
            var other = random.NextInt(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }
}
