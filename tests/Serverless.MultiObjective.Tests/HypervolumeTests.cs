namespace Serverless.MultiObjective.Tests;

public sealed class HypervolumeTests
{
    const double Infinity = double.PositiveInfinity;

    [Fact]
    public void Of_PublishedExamples_GivesThePublishedVolumes()
    {
        Hypervolume.Of([1, 4, 2, 2, 4, 1], [5, 5]).ShouldBe(11);
        Hypervolume.Of([1, 2, 3, 2, 1, 3, 3, 3, 1, 2, 2, 2], [4, 4, 4]).ShouldBe(13);
        Hypervolume.Of([1, 2, 3, 4, 4, 3, 2, 1, 2, 2, 2, 2, 3, 1, 4, 2], [5, 5, 5, 5]).ShouldBe(99);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    public void Of_Diagonal_GivesTheClosedForm(int n)
    {
        // Points (i, n - 1 - i): the square less the steps above the diagonal.
        var points = Enumerable.Range(0, n).SelectMany(i => new double[] { i, n - 1 - i }).ToArray();

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

        Hypervolume.Of(points.ToArray().Flat(), [n, n, n]).ShouldBe((n * n * n) - (n * (n - 1) * (n + 1) / 6));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(12)]
    public void Of_OnePointPerAxis_IsTheBoxLessTheCornerThatNoneReaches(int objectives)
    {
        // Point i is 0 on axis i and 1 elsewhere, up to 2: a cell of the grid of halves is dominated by i when all but its i-th index
        // are 1. So one cell is dominated by all, and each point has one more of its own.
        var points = new double[objectives * objectives];
        Array.Fill(points, 1);
        for (var i = 0; i < objectives; i++)
        {
            points[(i * objectives) + i] = 0;
        }

        Hypervolume.Of(points, [.. Enumerable.Repeat(2.0, objectives)]).ShouldBe(objectives + 1);
    }

    [Fact]
    public void Of_OneObjective_IsTheDistanceToTheBest() => Hypervolume.Of([3, 1, 9, double.NaN], [4]).ShouldBe(3);

    [Fact]
    public void Of_PointsNotInsideTheReference_CountNothing()
    {
        Hypervolume.Of([5, 1, 1, 5, 6, 6, double.NaN, 1, 1, double.NaN], [5, 5]).ShouldBe(0);
        Hypervolume.Of([2, 2, 5], [5, 5, 5]).ShouldBe(0);
        Hypervolume.Of([-Infinity, 2, 2, 5, 1, 1, 1, Infinity], [5, 5, 5, 5]).ShouldBe(0);
        Hypervolume.Of([], [5, 5, 5, 5, 5]).ShouldBe(0);
    }

    [Fact]
    public void Of_PointInsideAtMinusInfinity_IsInfinite() =>
        Hypervolume.Of([1, 1, 1, 4, -Infinity, 4], [5, 5, 5]).ShouldBe(Infinity);

    [Fact]
    public void Of_NegativeCoordinates_ShiftsOnly() => Hypervolume.Of([-94, 2, -90, 1], [-50, 5]).ShouldBe((44 * 3) + (40 * 1));

    [Fact]
    public void Of_ReferenceWithoutAVolume_NamesTheFault()
    {
        Should.Throw<ArgumentException>(() => Hypervolume.Of([], [])).Message.ShouldContain("at least one objective");
        Should.Throw<ArgumentException>(() => Hypervolume.Of([1, 2, 3], [4, 4])).Message.ShouldContain("3 values");
        Should.Throw<ArgumentException>(() => Hypervolume.Of([1, 2], [4, double.NaN])).Message.ShouldContain("Coordinate 1");
        Should.Throw<ArgumentException>(() => Hypervolume.Of([1, 2], [Infinity, 4])).Message.ShouldContain("Coordinate 0");
    }
}
