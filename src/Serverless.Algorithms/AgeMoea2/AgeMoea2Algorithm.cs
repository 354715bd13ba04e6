using Serverless.Algorithms.Populations;
using Serverless.Spaces;

namespace Serverless.Algorithms.AgeMoea2;

/// <summary>AGE-MOEA-II: estimates the front's curvature and keeps members that are near the ideal point and far apart along the front.</summary>
/// <remarks>Panichella 2022 (GECCO), after Panichella 2019. Made for many objectives, and good with two.</remarks>
sealed class AgeMoea2Algorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
    : EvolutionaryAlgorithm(specification, space, seed, state)
{
    public const string AlgorithmName = "agemoea2";

    protected override RankedPopulation Rank(IReadOnlyList<Member> members) => RankedPopulation.Of(members, new GeometryScore());
}
