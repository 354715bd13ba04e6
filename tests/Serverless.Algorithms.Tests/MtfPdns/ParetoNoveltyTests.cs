using Serverless.Algorithms.MtfPdns;

namespace Serverless.Algorithms.Tests.MtfPdns;

public sealed class ParetoNoveltyTests
{
    const double Missing = double.PositiveInfinity;

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
