using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Sampling;

/// <summary>A scrambled Sobol sequence, one coordinate for each decision: samples that cover the space more evenly than random ones.</summary>
/// <remarks>
/// Coordinate u of a decision with c choices means choice ⌊u c⌋. Points that are known already are passed over; the sequence goes on
/// where it was, so that it does not matter how many are asked for at once.
/// </remarks>
sealed class SobolSearch : SearchAlgorithm
{
    public const string AlgorithmName = "sobol";

    readonly SobolSequence _sequence;

    public SobolSearch(SearchSpace space, long seed, AlgorithmState? state)
        : base(AlgorithmName, space, seed, state) => _sequence = new SobolSequence(space.Dimensions.Count, seed);

    /// <summary>The architecture of a point.</summary>
    /// <param name="sequence">A coordinate for each decision.</param>
    /// <param name="index">Which point, from 0.</param>
    /// <param name="space">Of the decisions.</param>
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
