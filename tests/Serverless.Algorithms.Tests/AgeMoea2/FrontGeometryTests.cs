using Serverless.Algorithms.AgeMoea2;

namespace Serverless.Algorithms.Tests.AgeMoea2;

public sealed class FrontGeometryTests
{
    /// <summary>Points of x^p + y^p = 1, moved and stretched: the geometry must see through that.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Of_PointsOfACurve_FindsItsCurvature(double p)
    {
        double[] shares = [.. Enumerable.Range(0, 21).Select(i => i / 20.0)];
        double[] points = [.. shares.SelectMany(share => new[] { 3 + (10 * Math.Pow(share, 1 / p)), -7 + (0.5 * Math.Pow(1 - share, 1 / p)) })];

        var geometry = FrontGeometry.Of(points, 2);

        geometry.Curvature.ShouldBe(p, 0.01);
        geometry.Corners.ShouldBe([20, 0]);
        foreach (var point in geometry.Normalise(points).Chunk(2))
        {
            FrontGeometry.Norm(point, p).ShouldBe(1, 1e-9);
        }
    }

    [Fact]
    public void Of_PlaneOfThreeObjectives_ScalesByItsInterceptsAndIsFlat()
    {
        // 2x + 4y + 8z = 8, so that the axes are cut at 4, 2 and 1.
        double[] points = [4, 0, 0, 0, 2, 0, 0, 0, 1, 2, 1, 0, 1, 0.5, 0.5, 4 / 3.0, 2 / 3.0, 1 / 3.0];

        var geometry = FrontGeometry.Of(points, 3);

        geometry.Curvature.ShouldBe(1, 0.01);
        geometry.Normalise([4, 0, 0, 0, 2, 0, 0, 0, 1]).ShouldBe([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    }

    [Fact]
    public void Of_SinglePoint_IsFlatWithThePointAsCorner()
    {
        var geometry = FrontGeometry.Of([5, -3], 2);

        geometry.Curvature.ShouldBe(1);
        geometry.Corners.ShouldBe([0]);
    }

    [Fact]
    public void Score_FirstFront_KeepsCornersAndSpreadsOut()
    {
        // Two corners, one point in the middle of the gap, two close together near a corner.
        double[] front = [0, 1, 0.5, 0.5, 0.05, 0.95, 0.06, 0.94, 1, 0];

        var scores = new GeometryScore().Of(front, 2, rank: 0);

        scores[0].ShouldBe(double.PositiveInfinity);
        scores[4].ShouldBe(double.PositiveInfinity);
        scores[1].ShouldBeGreaterThan(scores[2]);
        scores[1].ShouldBeGreaterThan(scores[3]);
    }

    [Fact]
    public void Score_LaterFront_PrefersWhatIsNearTheIdealPoint()
    {
        var score = new GeometryScore();
        score.Of([0, 1, 0.5, 0.5, 1, 0], 2, rank: 0);

        var scores = score.Of([0.6, 0.6, 2, 2, double.NaN, 0], 2, rank: 1);

        scores[0].ShouldBeGreaterThan(scores[1]);
        scores[2].ShouldBe(0);
    }
}
