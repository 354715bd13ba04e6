using FsCheck;
using FsCheck.Fluent;
using Serverless.MultiObjective.Indicators;

namespace Serverless.MultiObjective.Tests.Indicators;

public sealed class FrontDistanceTests
{
    const double Infinity = double.PositiveInfinity;

    static readonly double[] Approximation = [1, 4, 2, 2, 4, 1];
    static readonly double[] Reference = [1, 3, 2, 1.5, 3, 1];

    [Fact]
    public void All_PublishedExample_GiveThePublishedDistance()
    {
        All(Approximation, Reference, 2).ShouldAllBe(distance => Math.Abs(distance - (2.5 / 3)) < 1e-15);
    }

    [Fact]
    public void All_BetterThanTheReference_OnlyThePlusFormsAreZero() =>
        All([0, 0], [3, 4], 2).ShouldBe([5, 0, 5, 0]);

    [Fact]
    public void All_EmptyOrNaNApproximation_IsInfinitelyFar()
    {
        All([], Reference, 2).ShouldAllBe(distance => double.IsPositiveInfinity(distance));
        All([1, double.NaN], Reference, 2).ShouldAllBe(distance => double.IsPositiveInfinity(distance));
    }

    [Fact]
    public void All_NoReference_Throw() =>
        Should.Throw<ArgumentException>(() => FrontDistance.Generational(Approximation, [double.NaN, 1], 2)).Message.ShouldContain("no point");

    [Fact]
    public void All_EqualInfinities_AreNoDistanceApart() =>
        All([Infinity, 3, double.NaN, 0], [Infinity, 1, double.NaN, 0], 2).ShouldBe([2, 2, 2, 2]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void All_AnyPoints_EqualTheDefinition(int objectives) =>
        Prop.ForAll(PointSets.Of(objectives), PointSets.Of(objectives), (found, wanted) =>
        {
            if (found.Length == 0 || wanted.Length == 0)
            {
                return;
            }

            double[] expected =
            [
                found.Average(a => wanted.Min(z => Distance(a, z, isPlus: false))),
                found.Average(a => wanted.Min(z => Distance(a, z, isPlus: true))),
                wanted.Average(z => found.Min(a => Distance(a, z, isPlus: false))),
                wanted.Average(z => found.Min(a => Distance(a, z, isPlus: true))),
            ];

            All(found.Flat(), wanted.Flat(), objectives).ShouldBe(expected, 1e-12);
        }).QuickCheckThrowOnFailure();

    static double[] All(double[] found, double[] wanted, int objectives) =>
    [
        FrontDistance.Generational(found, wanted, objectives),
        FrontDistance.GenerationalPlus(found, wanted, objectives),
        FrontDistance.InvertedGenerational(found, wanted, objectives),
        FrontDistance.InvertedGenerationalPlus(found, wanted, objectives),
    ];

    static double Distance(double[] found, double[] wanted, bool isPlus) =>
        Math.Sqrt(found.Zip(wanted, (a, z) => isPlus ? Math.Max(a - z, 0) : a - z).Sum(difference => difference * difference));
}
