using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Sampling;

/// <summary>Proposes Latin hypercube samples; in each design the choices of a decision occur equally often, to within one.</summary>
/// <remarks>
/// See <see cref="LatinHypercubeDesigns"/>. When a design is used up, another one follows. Points that are known already are skipped.
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
