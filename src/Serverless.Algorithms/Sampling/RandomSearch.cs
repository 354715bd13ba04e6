using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Sampling;

/// <summary>Proposes uniform samples without repetition: the baseline that every other algorithm has to beat.</summary>
sealed class RandomSearch(SearchSpace space, long seed, AlgorithmState? state) : SearchAlgorithm(AlgorithmName, space, seed, state)
{
    public const string AlgorithmName = "random";

    protected override Child Breed(RandomStream random) => new(Space.Sample(random), [], "sample");

    protected override void Learn(IReadOnlyList<Member> told)
    {
    }
}
