using Serverless.Algorithms.Sampling;

namespace Serverless.Algorithms.Tests.Sampling;

public sealed class SobolSequenceTests
{
    /// <summary>The first sixteen numbers of dimension 2 (from 1 on as unscrambled points in Gray code order are published: 0.5, 0.75, 0.25 ...).</summary>
    [Fact]
    public void Directions_SecondDimension_AreThePublishedOnes() =>
        SobolDirections.Of(1, 5).ShouldBe([0b10000u, 0b11000u, 0b10100u, 0b11110u, 0b10001u]);

    [Fact]
    public void Directions_EveryDimension_AreLowerTriangularWithOnesOnTheDiagonal()
    {
        for (var dimension = 0; dimension < SobolDirections.Dimensions; dimension++)
        {
            var directions = SobolDirections.Of(dimension, 32);
            for (var digit = 0; digit < 32; digit++)
            {
                (directions[digit] << digit >> 31).ShouldBe(1u);
                (directions[digit] & ((1u << (31 - digit)) - 1)).ShouldBe(0u);
            }
        }
    }

    /// <summary>2^k points have one in each interval of length 2^-k, in every dimension, scrambled or not: also in those beyond the table.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Bits_FirstPowersOfTwo_FillEveryIntervalOnce(long seed)
    {
        var sequence = new SobolSequence(SobolDirections.Dimensions + 2, seed);

        for (var dimension = 0; dimension < SobolDirections.Dimensions; dimension++)
        {
            Enumerable.Range(0, 256).Select(i => sequence.Bits((uint)i, dimension) >> 24).Distinct().Count().ShouldBe(256);
        }
    }

    /// <summary>A (0, 2)-sequence: every elementary box of area 1/256 in the first two dimensions holds one of 256 points.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    public void Bits_FirstTwoDimensions_FillEveryElementaryBoxOnce(int digits)
    {
        var sequence = new SobolSequence(2, seed: 5);

        Enumerable.Range(0, 256)
            .Select(i => (sequence.Bits((uint)i, 0) >> (32 - digits), sequence.Bits((uint)i, 1) >> (24 + digits)))
            .Distinct().Count().ShouldBe(256);
    }

    [Fact]
    public void Bits_OtherSeed_AreOthers() =>
        new SobolSequence(1, seed: 1).Bits(3, 0).ShouldNotBe(new SobolSequence(1, seed: 2).Bits(3, 0));
}
