using FsCheck;
using FsCheck.Fluent;
using Serverless.MultiObjective.Indicators;

namespace Serverless.MultiObjective.Tests.Indicators;

public sealed class AdditiveEpsilonTests
{
    const double Infinity = double.PositiveInfinity;

    [Fact]
    public void Of_PublishedExample_GivesThePublishedShift() =>
        AdditiveEpsilon.Of([1, 4, 2, 2, 4, 1], [1, 3, 2, 1.5, 3, 1], objectives: 2).ShouldBe(1);

    [Fact]
    public void Of_BetterEverywhere_IsNegative() => AdditiveEpsilon.Of([0, 1], [3, 3, 5, 2], objectives: 2).ShouldBe(-1);

    [Fact]
    public void Of_EmptyNaNAndInfinite_AreDefined()
    {
        AdditiveEpsilon.Of([], [1, 1], objectives: 2).ShouldBe(Infinity);
        AdditiveEpsilon.Of([double.NaN, 0], [1, 1], objectives: 2).ShouldBe(Infinity);
        AdditiveEpsilon.Of([Infinity, 3], [Infinity, 1], objectives: 2).ShouldBe(2);
        Should.Throw<ArgumentException>(() => AdditiveEpsilon.Of([1, 1], [], objectives: 2)).Message.ShouldContain("no point");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Of_AnyPoints_IsTheLeastShiftThatCoversTheReference(int objectives) =>
        Prop.ForAll(PointSets.Of(objectives), PointSets.Of(objectives), (found, wanted) =>
        {
            if (found.Length == 0 || wanted.Length == 0)
            {
                return;
            }

            var shift = AdditiveEpsilon.Of(found.Flat(), wanted.Flat(), objectives);

            IsCovered(found, wanted, shift).ShouldBeTrue();
            IsCovered(found, wanted, shift - 0.5).ShouldBeFalse();
        }).QuickCheckThrowOnFailure();

    static bool IsCovered(double[][] found, double[][] wanted, double shift) =>
        wanted.All(z => found.Any(a => a.Zip(z).All(pair => pair.First - shift <= pair.Second)));
}
