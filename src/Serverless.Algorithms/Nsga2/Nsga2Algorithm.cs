using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.Algorithms.Variation;
using Serverless.Domain.Randomness;
using Serverless.Domain.Searches;
using Serverless.Domain.Spaces;

namespace Serverless.Algorithms.Nsga2;

/// <summary>NSGA-II: nondominated sorting, crowding distance, binary tournaments, elitist survival.</summary>
/// <remarks>
/// Deb, Pratap, Agarwal, Meyarivan 2002, with its constrained dominance (section VI). The first <c>populationSize</c> proposals are
/// samples. Afterwards a child has two different parents from binary tournaments, or with 1 − <c>crossoverProbability</c> one, and
/// each of its decisions is mutated. Those told join the population, whatever the generation that proposed them, and the best stay.
/// </remarks>
sealed class Nsga2Algorithm : SearchAlgorithm
{
    public const string AlgorithmName = "nsga2";

    const int TournamentSize = 2;

    readonly int _populationSize;
    readonly GenotypeVariation _variation;
    RankedPopulation _ranked;

    public Nsga2Algorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
        : base(AlgorithmName, space, seed, state)
    {
        _populationSize = specification.PopulationSize!.Value;
        _variation = new GenotypeVariation(specification, space);
        _ranked = RankedPopulation.Of(Population);
    }

    protected override Child Breed(RandomStream random)
    {
        if (Population.Count == 0 || ProposedCount < _populationSize)
        {
            return new Child(Space.Sample(random), [], "sample");
        }

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
        Population = [.. RankedPopulation.Of([.. Population, .. told]).BestFirst.Take(_populationSize)];
        _ranked = RankedPopulation.Of(Population);
    }
}
