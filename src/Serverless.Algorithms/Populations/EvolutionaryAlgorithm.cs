using Serverless.Algorithms.Proposals;
using Serverless.Algorithms.Variation;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Populations;

/// <summary>The base class of algorithms that keep the best of a ranked population and breed from it.</summary>
/// <remarks>
/// The first <c>populationSize</c> proposals are samples. Afterwards a child has two different parents from binary tournaments, or one with
/// probability 1 − <c>crossoverProbability</c>, and each of its decisions can be mutated. Observed candidates join the population whichever
/// generation proposed them, and the best stay, so that nothing has to wait for a generation to be complete.
/// </remarks>
abstract class EvolutionaryAlgorithm : SearchAlgorithm
{
    const int TournamentSize = 2;

    readonly GenotypeVariation _variation;
    RankedPopulation? _ranked;

    /// <param name="specification">The specification, with its defaults filled in.</param>
    /// <param name="space">The space to search.</param>
    /// <param name="seed">The seed of all random numbers.</param>
    /// <param name="state">The state to continue from; null to start.</param>
    protected EvolutionaryAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
        : base(specification.Name, space, seed, state)
    {
        PopulationSize = specification.PopulationSize!.Value;
        _variation = new GenotypeVariation(specification, space);
    }

    protected int PopulationSize { get; }

    protected override Child Breed(RandomStream random)
    {
        if (Population.Count == 0 || ProposedCount < PopulationSize)
        {
            return new Child(Space.Sample(random), [], "sample");
        }

        _ranked ??= Rank(Population);
        var first = _ranked.Tournament(TournamentSize, random);
        if (Population.Count == 1 || random.NextDouble() >= _variation.CrossoverProbability)
        {
            return new Child(_variation.Mutate(first.Architecture, random), [first.Id], "mutation");
        }

        var second = _ranked.Tournament(TournamentSize, random, except: first);
        return new Child(_variation.Cross(first.Architecture, second.Architecture, random), [first.Id, second.Id], "crossover");
    }

    protected override void Learn(IReadOnlyList<Member> told)
    {
        Population = Survive(told);
        _ranked = null;
    }

    protected override void Dropped(IReadOnlyList<ProposedCandidate> dropped, bool mayReturn) => _ranked = null;

    /// <summary>Returns the survivors of the population and the new members, at most <see cref="PopulationSize"/>.</summary>
    protected virtual IReadOnlyList<Member> Survive(IReadOnlyList<Member> told) =>
        [.. Rank([.. Population, .. told]).BestFirst.Take(PopulationSize)];

    /// <summary>Ranks members in the order in which they win tournaments and survive.</summary>
    protected abstract RankedPopulation Rank(IReadOnlyList<Member> members);
}
