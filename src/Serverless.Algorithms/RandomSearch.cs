using Serverless.Domain.Randomness;
using Serverless.Domain.Spaces;

namespace Serverless.Algorithms;

/// <summary>Uniform samples without repetition: what every other algorithm has to beat.</summary>
sealed class RandomSearch(SearchSpace space, long seed, AlgorithmState? state)
    : PopulationAlgorithm(AlgorithmName, space, seed, state)
{
    public const string AlgorithmName = "random";

    protected override Child Breed(RandomStream random) => new(Space.Sample(random), [], "sample");

    protected override IReadOnlyList<Individual> Select(IReadOnlyList<Individual> individuals) => [];
}
