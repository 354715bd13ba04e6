using FsCheck;
using FsCheck.Fluent;

namespace Serverless.MultiObjective.Tests;

public sealed class NondominatedSortTests
{
    const double Infinity = double.PositiveInfinity;

    [Fact]
    public void Fronts_SmallExample_PeelsFrontByFront()
    {
        double[] points = [3, 3, 1, 4, 4, 1, 2, 2, 4, 4, 2, 2, double.NaN, 0, 0, double.NaN];

        NondominatedSort.Fronts(points, objectives: 2).ShouldBe([[1, 2, 3, 5], [0], [4], [6, 7]]);
    }

    [Fact]
    public void Fronts_Infinities_AreComparedLikeAnyValue() =>
        NondominatedSort.Fronts([0, Infinity, -Infinity, Infinity, -Infinity, 1, Infinity, Infinity], objectives: 2)
            .ShouldBe([[2], [1], [0], [3]]);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Fronts_NoPoints_AreNone(int objectives) => NondominatedSort.Fronts([], objectives).ShouldBeEmpty();

    [Fact]
    public void Ranks_ChainAndAntichain_AreWhatTheyAre()
    {
        var chain = Enumerable.Range(0, 300).Select(i => new double[] { 299 - i, 299 - i, 299 - i, 299 - i }).ToArray();
        var antichain = Enumerable.Range(0, 300).Select(i => new double[] { i, -i, i, -i }).ToArray();

        Ranks(chain, 4).ShouldBe(Enumerable.Range(0, 300).Reverse());
        Ranks(antichain, 4).ShouldAllBe(rank => rank == 0);
    }

    [Fact]
    public void Ranks_LengthsThatDoNotFit_Throw()
    {
        Should.Throw<ArgumentException>(() => NondominatedSort.Ranks([1, 2, 3], 2, new int[1])).Message.ShouldContain("3 values");
        Should.Throw<ArgumentException>(() => NondominatedSort.Ranks([1, 2, 3, 4], 2, new int[3])).Message.ShouldContain("2 points");
        Should.Throw<ArgumentException>(() => NondominatedSort.Ranks([], 0, []));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    public void Fronts_AnyPoints_EqualRepeatedBruteForcePeeling(int objectives) =>
        Prop.ForAll(PointSets.WithSpecialValues(objectives), points =>
        {
            var left = Enumerable.Range(0, points.Length).ToList();
            foreach (var front in NondominatedSort.Fronts(points.Flat(), objectives))
            {
                var expected = left.Where(i => !left.Exists(j => Dominance.Dominates(points[j], points[i]))).ToList();
                front.ShouldBe(expected);
                left = [.. left.Except(front)];
            }

            left.ShouldBeEmpty();
        }).QuickCheckThrowOnFailure();

    static int[] Ranks(double[][] points, int objectives)
    {
        var ranks = new int[points.Length];
        NondominatedSort.Ranks(points.Flat(), objectives, ranks);
        return ranks;
    }
}
