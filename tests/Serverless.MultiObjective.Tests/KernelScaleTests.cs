using Serverless.Testing;

namespace Serverless.MultiObjective.Tests;

/// <summary>Point sets as large as real fronts, for which the kernels use other code paths than for a few points.</summary>
public sealed class KernelScaleTests
{
    const double Tolerance = 1e-12;

    [Theory]
    [InlineData(3, 7)]
    [InlineData(3, 8)]
    [InlineData(4, 8)]
    [InlineData(2, 12)]
    public void Hypervolume_ManyPointsWithConstantObjectives_IsTheVolumeOfTheOthersTimesTheirDepths(int varying, int objectives)
    {
        // With eight objectives these are more points than boxes are made for.
        var points = PointCloud.Sphere(300, varying, seed: 8).Chunk(varying).ToArray();
        double[] constant = [.. Enumerable.Repeat(0.5, objectives - varying)];
        double[] reference = [.. Enumerable.Repeat(1.5, objectives)];
        var expected = Hypervolume.Of(points.Flat(), reference.AsSpan(0, varying));

        Hypervolume.Of([.. points.SelectMany(point => point.Concat(constant))], reference).ShouldBe(expected, Tolerance);
        Hypervolume.Of([.. points.SelectMany(point => constant.Concat(point))], reference).ShouldBe(expected, Tolerance);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Contributions_Sphere_AreTheVolumesLost(int objectives)
    {
        var points = PointCloud.Sphere(100, objectives, seed: 9);
        double[] reference = [.. Enumerable.Repeat(1.1, objectives)];
        var whole = Hypervolume.Of(points, reference);

        var contributions = HypervolumeContribution.OfEach(points, reference);

        for (var i = 0; i < contributions.Length; i++)
        {
            var others = points.Where((_, index) => index / objectives != i).ToArray();
            contributions[i].ShouldBe(whole - Hypervolume.Of(others, reference), Tolerance);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Hypervolume_ShuffledPoints_IsTheSameToTheLastBit(int objectives)
    {
        // A coarse grid: many ties in the objective that is swept.
        var points = PointCloud.Uniform(400, objectives, seed: 10).Select(value => Math.Floor(value * 20) / 20).Chunk(objectives).ToArray();
        double[] reference = [.. Enumerable.Repeat(1.1, objectives)];

        Hypervolume.Of(points.Reverse().ToArray().Flat(), reference).ShouldBe(Hypervolume.Of(points.Flat(), reference));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Ranks_ManyTiesAndInfinities_AreOneMoreThanThoseOfTheWorstDominator(int objectives)
    {
        var points = PointCloud.Uniform(700, objectives, seed: 11).Select(Coarse).Chunk(objectives).ToArray();
        var ranks = new int[points.Length];

        NondominatedSort.Ranks(points.Flat(), objectives, ranks);

        for (var i = 0; i < points.Length; i++)
        {
            ranks[i].ShouldBe(points.Index().Where(other => Dominance.Dominates(other.Item, points[i])).Select(other => ranks[other.Index] + 1).DefaultIfEmpty(0).Max());
        }
    }

    /// <summary>A dozen values of either sign, among them both zeros and both infinities.</summary>
    static double Coarse(double uniform) => Math.Floor(uniform * 12) switch
    {
        0 => double.NegativeInfinity,
        11 => double.PositiveInfinity,
        7 => -0.0,
        var step => step - 6,
    };
}
