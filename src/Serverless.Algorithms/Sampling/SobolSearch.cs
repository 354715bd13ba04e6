using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Sampling;

/// <summary>
/// Proposes the points of a scrambled Sobol sequence, with one coordinate for each decision, which cover the space more evenly than random samples.
/// </summary>
/// <remarks>
/// Coordinate u of a decision with c choices selects choice ⌊u c⌋. Points that are known already are skipped; the sequence continues where it was, so
/// that it does not matter how many candidates are asked for at once.
/// </remarks>
sealed class SobolSearch : SearchAlgorithm
{
    public const string AlgorithmName = "sobol";

    readonly SobolSequence _sequence;

    public SobolSearch(SearchSpace space, long seed, AlgorithmState? state)
        : base(AlgorithmName, space, seed, state) => _sequence = new SobolSequence(space.Dimensions.Count, seed);

    /// <summary>Returns the architecture of a point.</summary>
    /// <param name="sequence">The sequence, with a coordinate for each decision.</param>
    /// <param name="index">The index of the point, from 0.</param>
    /// <param name="space">The space of the decisions.</param>
    public static Architecture Point(SobolSequence sequence, uint index, SearchSpace space)
    {
        Span<int> genotype = stackalloc int[space.Dimensions.Count];
        for (var decision = 0; decision < genotype.Length; decision++)
        {
            genotype[decision] = (int)(sequence.Bits(index, decision) * (ulong)space.Dimensions[decision].Choices.Count >> 32);
        }

        return space.Create(genotype);
    }

    protected override Child Breed(RandomStream random) => new(Point(_sequence, (uint)Cursor++, Space), [], "sample");

    protected override void Learn(IReadOnlyList<Member> told)
    {
    }
}
