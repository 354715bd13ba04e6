using Serverless.Algorithms.Populations;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Tests.Populations;

public sealed class MetricArchiveTests
{
    const double Missing = double.PositiveInfinity;

    [Fact]
    public void Rows_RandomPoints_AreThoseThatNoneDominatesOrEqualsBefore()
    {
        var random = RandomStream.For(seed: 1, generation: 0, index: 0);
        double[][] points = [.. Enumerable.Range(0, 60).Select(_ => new double[] { random.NextInt(5), random.NextInt(5), random.NextInt(5) })];

        var archive = MetricArchive.Rows([.. points.SelectMany(point => point)], metrics: 3);

        archive.ShouldBe(Enumerable.Range(0, points.Length).Where(row =>
            !points.Index().Any(other => Dominance.Dominates(other.Item, points[row]) || (other.Index < row && other.Item.SequenceEqual(points[row])))));
    }

    [Theory]
    [InlineData(Missing)]
    [InlineData(double.NaN)]
    public void Rows_WhatIsMissing_IsWorseThanEveryValue(double missing) =>
        MetricArchive.Rows([9, 1, missing, 1, missing, 0, missing, missing], metrics: 2).ShouldBe([0, 2]);

    [Fact]
    public void Rows_NothingButMissingValues_IsEmpty() => MetricArchive.Rows([Missing, double.NaN], metrics: 2).ShouldBeEmpty();
}
