using Serverless.Algorithms.MoBananas;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Tests.MoBananas;

public sealed class RankSamplingTests
{
    /// <summary>Three on the front, of which the middle one is crowded, then one behind.</summary>
    static readonly double[] Points = [3, 3, 0, 4, 4, 0, 2, 2.5];

    [Fact]
    public void Places_ByFrontThenCrowding_AreOneForEach() => RankSampling.Places(Points, 2).ShouldBe([3, 0, 1, 2]);

    [Fact]
    public void Deviation_OfMembers_IsTheRootOfSquaresOverOneLess() =>
        RankSampling.Deviation(place: 2, [2, 3, 0, 2, 5]).ShouldBe(Math.Sqrt((0 + 1 + 4 + 0 + 9) / 4.0), 1e-12);

    [Fact]
    public void Choose_MembersThatAgree_IsTheOrderOfPlaces() =>
        RankSampling.Choose([Points, Points, Points], 2, count: 3, RandomStream.For(1, 0, 0)).ShouldBe([1, 2, 3]);

    [Fact]
    public void Choose_MembersThatDiffer_DrawsTheWorseNowAndThen()
    {
        // The mean puts the first before the second, two of five members behind.
        double[][] predictions = [[0, 3], [0, 3], [0, 3], [3, 1], [3, 1]];

        var second = Enumerable.Range(0, 2000).Count(draw => RankSampling.Choose(predictions, 1, 1, RandomStream.For(1, 0, draw))[0] == 1);

        // Deviations √(2/4) and √(2/4) at a distance of 1: the difference is normal with variance 1.
        (second / 2000.0).ShouldBe(0.159, 0.03);
    }
}
