using Serverless.Bench.Statistics;

namespace Serverless.Bench.Tests.Statistics;

public sealed class SpreadTests
{
    [Theory]
    [InlineData(new double[] { 3 }, 3, 3, 3)]
    [InlineData(new double[] { 5, 1, 3 }, 1, 3, 5)]
    [InlineData(new double[] { 4, 1, 3, 2 }, 1, 2.5, 4)]
    [InlineData(new[] { 1, double.PositiveInfinity, double.PositiveInfinity }, 1, double.PositiveInfinity, double.PositiveInfinity)]
    public void Of_Values_AreEndsAndMiddle(double[] values, double low, double median, double high) =>
        Spread.Of(values).ShouldBe(new Spread(low, median, high));

    [Fact]
    public void Of_NaNAmongThem_IsNaN() => double.IsNaN(Spread.Of([1, double.NaN, 3]).Median).ShouldBeTrue();

    [Fact]
    public void Of_NoValues_IsRefused() => Should.Throw<ArgumentException>(() => Spread.Of([]));
}
