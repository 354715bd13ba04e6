using Serverless.Domain.Fronts;

namespace Serverless.Domain.Tests.Fronts;

public sealed class HypervolumeTests
{
    [Fact]
    public void Of_PublishedExamples_GivesThePublishedVolumes()
    {
        Hypervolume.Of([[1, 4], [2, 2], [4, 1]], [5, 5]).ShouldBe(11);
        Hypervolume.Of([[1, 2, 3], [2, 1, 3], [3, 3, 1], [2, 2, 2]], [4, 4, 4]).ShouldBe(13);
    }

    [Fact]
    public void Of_PublishedExample_LosesEachPointsContribution()
    {
        double[][] points = [[1, 4], [2, 2], [4, 1]];

        points.Select(left => 11 - Hypervolume.Of(points.Where(point => point != left), [5, 5])).ShouldBe([1, 4, 1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    public void Of_Diagonal_GivesTheClosedForm(int n)
    {
        // Points (i, n - 1 - i): the square less the steps above the diagonal.
        var points = Enumerable.Range(0, n).Select(i => new double[] { i, n - 1 - i });

        Hypervolume.Of(points, [n, n]).ShouldBe((n * n) - (n * (n - 1) / 2));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(30)]
    public void Of_PlaneOfGridPoints_GivesTheClosedForm(int n)
    {
        // Points x + y + z = n - 1 up to (n, n, n): every unit cube but those below the plane, n (n - 1) (n + 1) / 6 of them.
        var points =
            from x in Enumerable.Range(0, n)
            from y in Enumerable.Range(0, n - x)
            select new double[] { x, y, n - 1 - x - y };

        Hypervolume.Of(points, [n, n, n]).ShouldBe((n * n * n) - (n * (n - 1) * (n + 1) / 6));
    }

    [Fact]
    public void Of_OneObjective_IsTheDistanceToTheBest() => Hypervolume.Of([[3], [1], [9], [double.NaN]], [4]).ShouldBe(3);

    [Fact]
    public void Of_PointsNotInsideTheReference_CountNothing()
    {
        Hypervolume.Of([[5, 1], [1, 5], [6, 6], [double.NaN, 1], [1, double.NaN]], [5, 5]).ShouldBe(0);
        Hypervolume.Of([[2, 2, 5]], [5, 5, 5]).ShouldBe(0);
        Hypervolume.Of([], [5, 5]).ShouldBe(0);
    }

    [Fact]
    public void Of_NegativeCoordinates_ShiftsOnly() => Hypervolume.Of([[-94, 2], [-90, 1]], [-50, 5]).ShouldBe((44 * 3) + (40 * 1));

    [Fact]
    public void Of_FourObjectives_NamesTheLimit() =>
        Should.Throw<ArgumentException>(() => Hypervolume.Of([], [1, 1, 1, 1])).Message.ShouldContain("1 to 3 objectives, not 4");

    [Fact]
    public void Of_NoObjectiveOrOtherLength_Throws()
    {
        Should.Throw<ArgumentException>(() => Hypervolume.Of([], []));
        Should.Throw<ArgumentException>(() => Hypervolume.Of([[1, 2, 3]], [4, 4]));
    }
}
