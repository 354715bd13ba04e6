using FsCheck;
using FsCheck.Fluent;

namespace Serverless.MultiObjective.Tests;

/// <summary>Points on an integer grid, where a volume is a number of unit cells.</summary>
public sealed class HypervolumePropertyTests
{
    const int Corner = 4;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Of_AnyPoints_EqualsTheCountOfDominatedCells(int objectives) =>
        Check(objectives, points => Volume(objectives, points).ShouldBe(
            Cells(objectives).Count(cell => points.Any(point => IsBelow(point, cell)))));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Of_AnyPoints_DependsNeitherOnOrderNorOnDominatedPoints(int objectives) =>
        Check(objectives, points =>
        {
            var front = NondominatedSort.Fronts(points.Flat(), objectives).Take(1).SelectMany(indices => indices).Select(i => points[i]).ToArray();

            Volume(objectives, [.. points.Reverse()]).ShouldBe(Volume(objectives, points));
            Volume(objectives, front).ShouldBe(Volume(objectives, points));
        });

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Of_OneMorePoint_NeverShrinks(int objectives) =>
        Check(objectives, points => Volume(objectives, points).ShouldBeGreaterThanOrEqualTo(Volume(objectives, [.. points.Skip(1)])));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Of_ConstantLastObjective_IsTheVolumeOfTheOthersTimesItsDepth(int others) =>
        Check(others, points => Volume(others + 1, [.. points.Select(point => (double[])[.. point, 2])]).ShouldBe(2 * Volume(others, points)));

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    public void Of_FewPoints_EqualsInclusionAndExclusion(int objectives) =>
        Check(objectives, points =>
        {
            var few = points.Take(7).ToArray();

            Volume(objectives, few).ShouldBe(Enumerable.Range(1, (1 << few.Length) - 1).Sum(subset => SignedOverlap(few, subset)));
        });

    /// <summary>The volume that all points of a subset dominate, negative for an even number of them.</summary>
    static double SignedOverlap(double[][] points, int subset)
    {
        var chosen = points.Where((_, i) => (subset & (1 << i)) != 0).ToList();
        var volume = Enumerable.Range(0, points[0].Length).Aggregate(1.0, (sum, i) => sum * (Corner - chosen.Max(point => point[i])));
        return chosen.Count % 2 == 0 ? -volume : volume;
    }

    static void Check(int objectives, Action<double[][]> body) =>
        Prop.ForAll(PointSets.Of(objectives, largest: Corner), body).QuickCheckThrowOnFailure();

    static double Volume(int objectives, double[][] points) =>
        Hypervolume.Of(points.Flat(), [.. Enumerable.Repeat((double)Corner, objectives)]);

    static IEnumerable<int[]> Cells(int objectives) =>
        Enumerable.Range(0, (int)Math.Pow(Corner, objectives))
            .Select(index => Enumerable.Range(0, objectives).Select(i => index / (int)Math.Pow(Corner, i) % Corner).ToArray());

    static bool IsBelow(double[] point, int[] cell) => point.Zip(cell).All(pair => pair.First <= pair.Second);
}
