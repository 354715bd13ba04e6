using FsCheck;
using FsCheck.Fluent;

namespace Serverless.MultiObjective.Tests;

public sealed class CrowdingDistanceTests
{
    const double Infinity = double.PositiveInfinity;

    [Fact]
    public void Of_PublishedExample_GivesThePublishedDistances() =>
        CrowdingDistance.Of([0, 10, 1, 6, 2, 5, 6, 1, 8, 0], objectives: 2).ShouldBe([Infinity, 0.75, 1.125, 1.25, Infinity]);

    [Fact]
    public void Of_ConstantObjective_CountsNothing() =>
        CrowdingDistance.Of([0, 3, 1, 3, 4, 3], objectives: 2).ShouldBe([Infinity, 1, Infinity]);

    [Fact]
    public void Of_EqualPoints_HaveNoRoom() => CrowdingDistance.Of([1, 2, 1, 2, 1, 2], objectives: 2).ShouldBe([0, 0, 0]);

    [Fact]
    public void Of_InfiniteAndNaNValues_StayDefined()
    {
        var distances = CrowdingDistance.Of([0, 9, 1, 8, Infinity, 1, Infinity, 0, double.NaN, 5], objectives: 2);

        distances.ShouldBe([Infinity, Infinity, Infinity, Infinity, 0]);
    }

    [Fact]
    public void Of_Nothing_IsEmpty() => CrowdingDistance.Of([], objectives: 3).ShouldBeEmpty();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Of_AnyPoints_EqualsTheDefinition(int objectives) =>
        Prop.ForAll(PointSets.Of(objectives), points =>
        {
            var expected = new double[points.Length];
            for (var objective = 0; objective < objectives; objective++)
            {
                var order = Enumerable.Range(0, points.Length).OrderBy(i => points[i][objective]).ToArray();
                Add(expected, order, [.. order.Select(i => points[i][objective])]);
            }

            CrowdingDistance.Of(points.Flat(), objectives).ShouldBe(expected);
        }).QuickCheckThrowOnFailure();

    /// <summary>One objective's part: infinite at both ends, elsewhere the gap between the neighbours over the range.</summary>
    static void Add(double[] distances, int[] order, double[] sorted)
    {
        if (sorted.Length == 0 || sorted[0] == sorted[^1])
        {
            return;
        }

        distances[order[0]] = Infinity;
        distances[order[^1]] = Infinity;
        for (var k = 1; k < order.Length - 1; k++)
        {
            distances[order[k]] += (sorted[k + 1] - sorted[k - 1]) / (sorted[^1] - sorted[0]);
        }
    }
}
