using FsCheck;
using FsCheck.Fluent;
using Serverless.Domain.Fronts;

namespace Serverless.Domain.Tests.Fronts;

public sealed class NondominatedSortTests
{
    [Fact]
    public void Fronts_SmallExample_PeelsFrontByFront()
    {
        double[][] points = [[3, 3], [1, 4], [4, 1], [2, 2], [4, 4], [2, 2], [double.NaN, 0]];

        NondominatedSort.Fronts(points).ShouldBe([[1, 2, 3, 5], [0], [4], [6]]);
    }

    [Fact]
    public void Fronts_Nothing_AreNone() => NondominatedSort.Fronts([]).ShouldBeEmpty();

    [Fact]
    public void Fronts_AnyPoints_EqualRepeatedBruteForcePeeling() =>
        Prop.ForAll(PointSets.Of(objectives: 3), points =>
        {
            var left = Enumerable.Range(0, points.Length).ToList();
            foreach (var front in NondominatedSort.Fronts(points))
            {
                var expected = left.Where(i => !left.Exists(j => Dominance.Dominates(points[j], points[i]))).ToList();
                front.ShouldBe(expected);
                left = [.. left.Except(front)];
            }

            left.ShouldBeEmpty();
        }).QuickCheckThrowOnFailure();
}
