using FsCheck;
using FsCheck.Fluent;
using Serverless.MultiObjective.Statistics;

namespace Serverless.MultiObjective.Tests.Statistics;

public sealed class RankCorrelationTests
{
    const double Infinity = double.PositiveInfinity;
    const double Tolerance = 1e-12;

    [Fact]
    public void Both_PublishedExample_GiveThePublishedValues()
    {
        RankCorrelation.KendallTauB([1, 2, 2, 3, 4], [1, 3, 2, 2, 5]).ShouldBe(2.0 / 3, Tolerance);
        RankCorrelation.Spearman([1, 2, 2, 3, 4], [1, 3, 2, 2, 5]).ShouldBe(0.7631579, 1e-7);
    }

    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 10, 20, 30, 40 }, 1)]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 4, 3, 2, 1 }, -1)]
    [InlineData(new[] { -Infinity, 0, Infinity }, new double[] { 1, 2, 3 }, 1)]
    [InlineData(new[] { -0.0, 0.0, 1 }, new double[] { 5, 5, 6 }, 1)]
    public void Both_SameOrOppositeOrder_AreTheEnds(double[] first, double[] second, double expected)
    {
        RankCorrelation.KendallTauB(first, second).ShouldBe(expected, Tolerance);
        RankCorrelation.Spearman(first, second).ShouldBe(expected, Tolerance);
    }

    [Fact]
    public void KendallTauB_SamePairsOrOpposite_IsExactlyOneOrMinusOne()
    {
        RankCorrelation.KendallTauB([1, 2, 3], [1, 2, 3]).ShouldBe(1);
        RankCorrelation.KendallTauB([1, 2, 3], [3, 2, 1]).ShouldBe(-1);
    }

    [Theory]
    [InlineData(new double[] { }, new double[] { })]
    [InlineData(new double[] { 1 }, new double[] { 2 })]
    [InlineData(new double[] { 1, 1, 1 }, new double[] { 1, 2, 3 })]
    [InlineData(new[] { 1, double.NaN, 3 }, new double[] { 1, 2, 3 })]
    public void Both_NothingToRank_AreNaN(double[] first, double[] second)
    {
        RankCorrelation.KendallTauB(first, second).ShouldBe(double.NaN);
        RankCorrelation.Spearman(second, first).ShouldBe(double.NaN);
    }

    [Fact]
    public void Both_DifferentLengths_Throw()
    {
        Should.Throw<ArgumentException>(() => RankCorrelation.KendallTauB([1, 2], [1])).Message.ShouldContain("2 and 1 values");
        Should.Throw<ArgumentException>(() => RankCorrelation.Spearman([1, 2], [1])).Message.ShouldContain("2 and 1 values");
    }

    [Fact]
    public void KendallTauB_AnyValues_EqualsTheCountOfPairs() => Check((first, second) =>
    {
        var pairs = (from i in Enumerable.Range(0, first.Length)
                     from j in Enumerable.Range(0, i)
                     select (X: first[i].CompareTo(first[j]), Y: second[i].CompareTo(second[j]))).ToList();
        var difference = pairs.Sum(pair => pair.X * pair.Y);
        var expected = difference / Math.Sqrt((double)pairs.Count(pair => pair.X != 0) * pairs.Count(pair => pair.Y != 0));

        ShouldAgree(RankCorrelation.KendallTauB(first, second), expected);
    });

    [Fact]
    public void Spearman_AnyValues_IsTheCorrelationOfMeanRanks() => Check((first, second) =>
    {
        var one = MeanRanks(first);
        var other = MeanRanks(second);
        var mean = (first.Length - 1) / 2.0;
        double Moment(double[] a, double[] b) => a.Zip(b, (x, y) => (x - mean) * (y - mean)).Sum();

        ShouldAgree(RankCorrelation.Spearman(first, second), Moment(one, other) / Math.Sqrt(Moment(one, one) * Moment(other, other)));
    });

    static void ShouldAgree(double actual, double expected) =>
        (double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(actual - expected) <= Tolerance).ShouldBeTrue($"{actual} is not {expected}");

    static void Check(Action<double[], double[]> body) =>
        Prop.ForAll(Gen.Choose(0, 9).Select(value => (double)value).ArrayOf(2).ArrayOf().ToArbitrary(), pairs =>
            body([.. pairs.Select(pair => pair[0])], [.. pairs.Select(pair => pair[1])])).QuickCheckThrowOnFailure();

    static double[] MeanRanks(double[] values) =>
        Array.ConvertAll(values, value => values.Count(other => other < value) + ((values.Count(other => other == value) - 1) / 2.0));
}
