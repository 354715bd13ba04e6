using Serverless.Domain.Fronts;
using Serverless.Testing;

namespace Serverless.Domain.Tests.Fronts;

/// <summary>Point sets as large as real fronts, where the kernels take other ways than for a handful.</summary>
public sealed class KernelScaleTests
{
    const double Tolerance = 1e-12;

    [Fact]
    public void Hypervolume_ManyPointsInEightObjectives_EqualsTheSumOfWhatEachAdds()
    {
        // More points than boxes are made for, so each half is reached by another way than the whole.
        const int Objectives = 8;
        var points = PointCloud.Sphere(280, Objectives, seed: 8);
        double[] reference = [.. Enumerable.Repeat(1.1, Objectives)];
        var first = points.AsSpan(0, 250 * Objectives);
        var expected = Hypervolume.Of(first, reference);
        for (var start = first.Length; start < points.Length; start += Objectives)
        {
            expected += HypervolumeContribution.OfAdding(points.AsSpan(start, Objectives), points.AsSpan(0, start), reference);
        }

        Hypervolume.Of(points, reference).ShouldBe(expected, Tolerance * expected);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Contributions_Sphere_AreTheVolumesLost(int objectives)
    {
        var points = PointCloud.Sphere(150, objectives, seed: 9);
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
    public void Ranks_ManyTies_AreOneMoreThanThoseOfTheWorstDominator(int objectives)
    {
        var points = PointCloud.Uniform(700, objectives, seed: 11).Select(value => Math.Floor(value * 12)).Chunk(objectives).ToArray();
        var ranks = new int[points.Length];

        NondominatedSort.Ranks(points.Flat(), objectives, ranks);

        for (var i = 0; i < points.Length; i++)
        {
            ranks[i].ShouldBe(points.Index().Where(other => Dominance.Dominates(other.Item, points[i])).Select(other => ranks[other.Index] + 1).DefaultIfEmpty(0).Max());
        }
    }
}
