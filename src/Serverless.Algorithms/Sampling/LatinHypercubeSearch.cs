using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Sampling;

/// <summary>Latin hypercube samples: in each design every choice of a decision comes up equally often, up to one.</summary>
/// <remarks>
/// See <see cref="LatinHypercubeDesigns"/>. A design that is used up is followed by another. Points that are known already are passed
/// over.
/// </remarks>
sealed class LatinHypercubeSearch : SearchAlgorithm
{
    public const string AlgorithmName = "latin-hypercube";

    readonly LatinHypercubeDesigns _designs;

    public LatinHypercubeSearch(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
        : base(AlgorithmName, space, seed, state) => _designs = new LatinHypercubeDesigns(space, seed, specification.DesignSize!.Value);

    protected override Child Breed(RandomStream random) => new(_designs.Point(Cursor++, random), [], "sample");

    protected override void Learn(IReadOnlyList<Member> told)
    {
    }
}
