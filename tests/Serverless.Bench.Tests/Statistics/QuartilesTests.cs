using Serverless.Bench.Statistics;

namespace Serverless.Bench.Tests.Statistics;

public sealed class QuartilesTests
{
    [Fact]
    public void Interpolated_EvenNumber_LiesBetweenValues() =>
        Quartiles.Interpolated([4, 1, 3, 2]).ShouldBe(new Quartiles(1.75, 2.5, 3.25));

    [Fact]
    public void Interpolated_WithInfinities_GivesNoNaN()
    {
        Quartiles.Interpolated([1, 2, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity])
            .ShouldBe(new Quartiles(2, double.PositiveInfinity, double.PositiveInfinity));
        Quartiles.Interpolated([1, double.PositiveInfinity]).Median.ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void NearestRank_EvenNumber_IsAlwaysAValue()
    {
        Quartiles.NearestRank([4, 1, 3, 2]).ShouldBe(new Quartiles(1, 2, 3));
        Quartiles.NearestRank([7]).ShouldBe(new Quartiles(7, 7, 7));
        Quartiles.NearestRank([5, double.PositiveInfinity, 6]).ShouldBe(new Quartiles(5, 6, double.PositiveInfinity));
    }

    [Fact]
    public void Of_Nothing_IsRefused() => Should.Throw<ArgumentException>(() => Quartiles.Interpolated([]));
}
