using Serverless.Domain.Randomness;
using Serverless.Domain.Spaces;

namespace Serverless.Algorithms.Nsga2;

/// <summary>NSGA-II: nondominated sorting, crowding distance, binary tournaments, elitist survival.</summary>
/// <remarks>
/// Deb, Pratap, Agarwal, Meyarivan 2002, with its constrained dominance (section VI). The first <c>populationSize</c> proposals are
/// samples. Afterwards a child has two different parents from binary tournaments, is crossed over with probability 0.9 and each of its
/// decisions is mutated with probability 1/decisions; a child that is known already is bred again.
/// </remarks>
sealed class Nsga2Algorithm : PopulationAlgorithm
{
    public const string AlgorithmName = "nsga2";

    const double CrossoverProbability = 0.9;

    readonly int _populationSize;
    readonly double _noMutationProbability;
    RankedPopulation _ranked;

    public Nsga2Algorithm(int populationSize, SearchSpace space, long seed, AlgorithmState? state)
        : base(AlgorithmName, space, seed, state)
    {
        _populationSize = populationSize;

        // SearchSpace.Mutate always changes something; leaving it out this often makes each decision change with 1/decisions.
        var decisions = space.Dimensions.Count;
        _noMutationProbability = Math.Pow(1 - (1.0 / decisions), decisions);
        _ranked = RankedPopulation.Of(Population);
    }

    protected override Child Breed(RandomStream random)
    {
        if (Population.Count == 0 || ProposedCount < _populationSize)
        {
            return new Child(Space.Sample(random), [], "sample");
        }

        var first = _ranked.Tournament(random);
        var child = Parse(first);
        CandidateId[] parents = [first.Candidate];
        var name = "mutation";
        if (Population.Count > 1 && random.NextDouble() < CrossoverProbability)
        {
            var second = _ranked.Tournament(random, except: first);
            child = Space.Crossover(child, Parse(second), random);
            parents = [first.Candidate, second.Candidate];
            name = "crossover";
        }

        if (random.NextDouble() >= _noMutationProbability)
        {
            child = Space.Mutate(child, random);
        }

        return new Child(child, parents, name);
    }

    protected override IReadOnlyList<Individual> Select(IReadOnlyList<Individual> individuals)
    {
        IReadOnlyList<Individual> survivors = [.. RankedPopulation.Of(individuals).BestFirst.Take(_populationSize)];
        _ranked = RankedPopulation.Of(survivors);
        return survivors;
    }

    Architecture Parse(Individual individual) =>
        Space.TryParse(individual.Architecture, out var architecture, out var error)
            ? architecture
            : throw new InvalidOperationException($"Candidate {individual.Candidate} of the state is no architecture: {error}");
}
