using FsCheck;
using FsCheck.Fluent;
using Serverless.MultiObjective.Indicators;

namespace Serverless.MultiObjective.Tests.Indicators;

public sealed class R2IndicatorTests
{
    const double Infinity = double.PositiveInfinity;

    [Fact]
    public void Of_PublishedExample_GivesThePublishedValue() =>
        R2Indicator.Of([1, 4, 2, 2, 4, 1], [0, 0], R2Indicator.Lattice(objectives: 2, divisions: 4)).ShouldBe(1);

    [Fact]
    public void Lattice_TwoAndThreeObjectives_AreEvenlySpaced()
    {
        R2Indicator.Lattice(1, 3).ShouldBe([1]);
        R2Indicator.Lattice(2, 4).ShouldBe([0, 1, 0.25, 0.75, 0.5, 0.5, 0.75, 0.25, 1, 0]);
        R2Indicator.Lattice(3, 2).ShouldBe([0, 0, 1, 0, 0.5, 0.5, 0, 1, 0, 0.5, 0, 0.5, 0.5, 0.5, 0, 1, 0, 0]);
        R2Indicator.Lattice(5, 6).Length.ShouldBe(5 * 210);
        R2Indicator.Lattice(2, 100).Length.ShouldBe(2 * 101);
    }

    [Fact]
    public void Of_EmptyNaNAndInfinite_AreDefined()
    {
        R2Indicator.Of([], [0, 0], [0.5, 0.5]).ShouldBe(Infinity);
        R2Indicator.Of([double.NaN, 1], [0, 0], [0.5, 0.5]).ShouldBe(Infinity);
        R2Indicator.Of([Infinity, 3], [0, 1], [0, 1]).ShouldBe(2);
        R2Indicator.Of([Infinity, 3], [Infinity, 1], [0.5, 0.5]).ShouldBe(1);
    }

    [Fact]
    public void Of_WeightsOrIdealThatAreNone_Throw()
    {
        Should.Throw<ArgumentException>(() => R2Indicator.Of([1, 1], [0, 0], [])).Message.ShouldContain("at least one weight");
        Should.Throw<ArgumentException>(() => R2Indicator.Of([1, 1], [0, 0], [1, -1])).Message.ShouldContain("negative");
        Should.Throw<ArgumentException>(() => R2Indicator.Of([1, 1], [0, 0], [1, double.NaN])).Message.ShouldContain("negative");
        Should.Throw<ArgumentException>(() => R2Indicator.Of([1, 1], [0, double.NaN], [1, 1])).Message.ShouldContain("NaN");
        Should.Throw<ArgumentException>(() => R2Indicator.Of([1, 1, 1], [0, 0], [1, 1])).Message.ShouldContain("3 values");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_AnyPoints_EqualsTheDefinition(int objectives) =>
        Prop.ForAll(PointSets.Of(objectives), PointSets.Of(objectives), (points, weights) =>
        {
            if (points.Length == 0 || weights.Length == 0)
            {
                return;
            }

            double[] ideal = [.. Enumerable.Repeat(2.0, objectives)];
            var expected = weights.Average(w => points.Min(a => Enumerable.Range(0, objectives).Max(i => w[i] * Math.Abs(a[i] - ideal[i]))));

            R2Indicator.Of(points.Flat(), ideal, weights.Flat()).ShouldBe(expected, 1e-12);
        }).QuickCheckThrowOnFailure();
}
