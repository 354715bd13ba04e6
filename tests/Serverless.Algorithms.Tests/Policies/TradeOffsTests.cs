using Serverless.Algorithms.Npg;
using Serverless.Algorithms.Policies;

namespace Serverless.Algorithms.Tests.Policies;

public sealed class TradeOffsTests
{
    [Fact]
    public void At_TwoObjectives_BeginsWithEachAloneAndHalvesTheGaps() =>
        Enumerable.Range(0, 6).Select(index => TradeOffs.At(index, 2)[0]).ShouldBe([1, 0, 0.5, 0.25, 0.75, 0.125]);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public void At_AnyNumberOfObjectives_AddsUpToOne(int objectives)
    {
        for (var index = 0; index < 40; index++)
        {
            var weights = TradeOffs.At(index, objectives);
            weights.Length.ShouldBe(objectives);
            weights.ShouldAllBe(weight => weight >= 0);
            weights.Sum().ShouldBe(1, 1e-12);
        }
    }

    [Theory]
    [InlineData(0, new double[] { 1, 0, 0 })]
    [InlineData(0.25, new double[] { 0.5, 0.5, 0 })]
    [InlineData(0.5, new double[] { 0, 1, 0 })]
    [InlineData(1, new double[] { 0, 0, 1 })]
    public void Along_ThreeObjectives_PassesByEach(double share, double[] weights) => TradeOffs.Along(share, 3).ShouldBe(weights);

    [Fact]
    public void Along_OneObjective_IsThat() => TradeOffs.Along(0.7, 1).ShouldBe([1]);

    [Theory]
    [InlineData(0, 5)]
    [InlineData(0.5, 2.75)]
    [InlineData(1, 0.5)]
    public void CosineRestarts_ShareOfACycle_FallsAlongHalfACosine(double share, double value) =>
        CosineRestarts.At(share, 0.5, 5).ShouldBe(value, 1e-12);

    [Fact]
    public void Share_WhatIsNotFinite_IsOutsideTheRange()
    {
        var ranges = new SeenRanges(2);
        ranges.Include([1, double.NaN]);
        ranges.Include([3, double.PositiveInfinity]);

        ranges.Share(0, 2).ShouldBe(0.5);
        ranges.Share(1, 2).ShouldBe(0);
        ranges.Share(0, double.NaN).ShouldBe(2);
        ranges.Share(0, double.NegativeInfinity).ShouldBe(-1);
        ranges.Include([double.MaxValue, 0]);
        ranges.Include([-double.MaxValue, 0]);
        ranges.Share(0, double.MaxValue).ShouldBe(1);
    }
}
