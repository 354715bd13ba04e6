using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.Domain.Randomness;
using Serverless.Domain.Searches;
using Serverless.Domain.Spaces;

namespace Serverless.Algorithms.Sampling;

/// <summary>Latin hypercube samples: in each design every choice of a decision comes up equally often, up to one.</summary>
/// <remarks>
/// McKay, Beckman, Conover 1979. Point k of a design of N takes the cell π(k) of N on each decision's axis, π a random permutation of
/// its own, and a uniform place in that cell. A design that is used up is followed by another. Points that are known already are
/// passed over.
/// </remarks>
sealed class LatinHypercubeSearch : SearchAlgorithm
{
    public const string AlgorithmName = "latin-hypercube";

    readonly int _designSize;
    int[][] _cells = [];
    int _design = -1;

    public LatinHypercubeSearch(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
        : base(AlgorithmName, space, seed, state) => _designSize = specification.DesignSize!.Value;

    protected override Child Breed(RandomStream random)
    {
        var (design, point) = Math.DivRem(Cursor++, _designSize);
        if (design != _design)
        {
            _design = design;
            _cells = [.. Space.Dimensions.Select((_, decision) => Permutation(design, decision))];
        }

        Span<int> genotype = stackalloc int[_cells.Length];
        for (var decision = 0; decision < genotype.Length; decision++)
        {
            var choices = Space.Dimensions[decision].Choices.Count;
            var place = (_cells[decision][point] + random.NextDouble()) / _designSize;
            genotype[decision] = Math.Min((int)(place * choices), choices - 1);
        }

        return new Child(Space.Create(genotype), [], "sample");
    }

    protected override void Learn(IReadOnlyList<Member> told)
    {
    }

    /// <summary>Streams of negative generations are no proposal's.</summary>
    int[] Permutation(int design, int decision)
    {
        var random = RandomStream.For(Seed, -1 - design, decision);
        int[] cells = [.. Enumerable.Range(0, _designSize)];
        for (var i = cells.Length - 1; i > 0; i--)
        {
            var other = random.NextInt(i + 1);
            (cells[i], cells[other]) = (cells[other], cells[i]);
        }

        return cells;
    }
}
