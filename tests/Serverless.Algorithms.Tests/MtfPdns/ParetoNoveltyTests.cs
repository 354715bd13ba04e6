using Serverless.Algorithms.MtfPdns;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Tests.MtfPdns;

public sealed class ParetoNoveltyTests
{
    const double Missing = double.PositiveInfinity;

    [Fact]
    public void Archive_RandomPoints_AreThoseThatNoneDominatesOrEqualsBefore()
    {
        var random = RandomStream.For(seed: 1, generation: 0, index: 0);
        double[][] points = [.. Enumerable.Range(0, 60).Select(_ => new double[] { random.NextInt(5), random.NextInt(5), random.NextInt(5) })];

        var archive = ParetoNovelty.Archive([.. points.SelectMany(point => point)], metrics: 3);

        archive.ShouldBe(Enumerable.Range(0, points.Length).Where(row =>
            !points.Index().Any(other => Dominance.Dominates(other.Item, points[row]) || (other.Index < row && other.Item.SequenceEqual(points[row])))));
    }

    [Theory]
    [InlineData(Missing)]
    [InlineData(double.NaN)]
    public void Archive_WhatIsMissing_IsWorseThanEveryValue(double missing) =>
        ParetoNovelty.Archive([9, 1, missing, 1, missing, 0, missing, missing], metrics: 2).ShouldBe([0, 2]);

    [Fact]
    public void Archive_NothingButMissingValues_IsEmpty() => ParetoNovelty.Archive([Missing, double.NaN], metrics: 2).ShouldBeEmpty();

    /// <summary>Scaled, the archive is (0, 1) and (1, 0); (1, 1) is at a distance of 1 from both.</summary>
    [Fact]
    public void Of_MembersAndOthers_IsTheMeanScaledDistanceWithASign()
    {
        var novelty = ParetoNovelty.Of([0, 30, 10, 10, 10, 30], archive: [0, 1], metrics: 2);

        novelty.ShouldBe([Math.Sqrt(2) / 2, Math.Sqrt(2) / 2, -1], tolerance: 1e-15);
    }

    [Fact]
    public void Of_WhatIsMissing_CountsAsTheWorstOfItsRange() =>
        ParetoNovelty.Of([0, 5, 10, 5, Missing, 5], archive: [0], metrics: 2).ShouldBe([0, -1, -1]);

    [Fact]
    public void Of_NoArchive_IsEqualForAll() => ParetoNovelty.Of([1, 2], archive: [], metrics: 1).ShouldBe([0, 0]);
}
