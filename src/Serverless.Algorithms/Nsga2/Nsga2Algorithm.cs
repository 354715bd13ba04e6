using Serverless.Algorithms.Populations;
using Serverless.Spaces;

namespace Serverless.Algorithms.Nsga2;

/// <summary>NSGA-II: nondominated sorting, crowding distance, binary tournaments, elitist survival.</summary>
/// <remarks>Deb, Pratap, Agarwal, Meyarivan 2002, with its constrained dominance (section VI).</remarks>
sealed class Nsga2Algorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
    : EvolutionaryAlgorithm(specification, space, seed, state)
{
    public const string AlgorithmName = "nsga2";

    protected override RankedPopulation Rank(IReadOnlyList<Member> members) => RankedPopulation.Of(members, new CrowdingScore());
}
