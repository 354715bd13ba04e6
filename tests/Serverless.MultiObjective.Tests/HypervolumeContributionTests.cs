using FsCheck;
using FsCheck.Fluent;

namespace Serverless.MultiObjective.Tests;

public sealed class HypervolumeContributionTests
{
    const double Infinity = double.PositiveInfinity;
    const int Corner = 5;

    [Fact]
    public void OfEach_PublishedExample_GivesThePublishedContributions() =>
        HypervolumeContribution.OfEach([1, 4, 2, 2, 4, 1], [5, 5]).ShouldBe([1, 4, 1]);

    [Fact]
    public void OfEach_DominatedCopiedOutsideAndNaN_ContributeNothing() =>
        HypervolumeContribution.OfEach([1, 1, 2, 2, 0, 4, 0, 4, 5, 0, double.NaN, 0], [5, 5]).ShouldBe([6, 0, 0, 0, 0, 0]);

    [Fact]
    public void OfEach_MinusInfinity_ContributesInfinitelyAndLeavesTheOthersFinite() =>
        HypervolumeContribution.OfEach([-Infinity, 3, 1, 1, -Infinity, 4], [5, 5]).ShouldBe([Infinity, 8, 0]);

    [Fact]
    public void Least_EqualContributions_IsTheFirst()
    {
        HypervolumeContribution.Least([1, 4, 2, 2, 4, 1], [5, 5]).ShouldBe(0);
        HypervolumeContribution.Least([2, 2, 1, 4, 3, 3], [5, 5]).ShouldBe(2);
        Should.Throw<InvalidOperationException>(() => HypervolumeContribution.Least([], [5, 5]));
    }

    [Fact]
    public void OfAdding_OtherLength_Throws() =>
        Should.Throw<ArgumentException>(() => HypervolumeContribution.OfAdding([1], [1, 1], [5, 5])).Message.ShouldContain("1 objectives");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void OfEach_AnyPoints_IsTheVolumeLostWithoutThem(int objectives) =>
        Prop.ForAll(PointSets.Of(objectives, largest: Corner), points =>
        {
            double[] reference = [.. Enumerable.Repeat((double)Corner, objectives)];
            var volume = Hypervolume.Of(points.Flat(), reference);

            var contributions = HypervolumeContribution.OfEach(points.Flat(), reference);

            for (var i = 0; i < points.Length; i++)
            {
                var others = points.Where((_, index) => index != i).ToArray().Flat();
                contributions[i].ShouldBe(volume - Hypervolume.Of(others, reference));
                HypervolumeContribution.OfAdding(points[i], others, reference).ShouldBe(contributions[i]);
            }

            if (points.Length > 0)
            {
                HypervolumeContribution.Least(points.Flat(), reference).ShouldBe(contributions.IndexOf(contributions.Min()));
            }
        }).QuickCheckThrowOnFailure();
}
