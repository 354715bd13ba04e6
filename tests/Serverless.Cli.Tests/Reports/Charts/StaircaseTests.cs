using FsCheck;
using FsCheck.Fluent;
using Serverless.Cli.Reports.Charts;

namespace Serverless.Cli.Tests.Reports.Charts;

public sealed class StaircaseTests
{
    static readonly (double X, double Y) Reference = (10, 10);

    [Fact]
    public void Corners_TwoPoints_StepFromReferenceEdgeToReferenceEdge() =>
        Staircase.Corners([(2, 5), (4, 1)], Reference).ShouldBe([(2, 10), (2, 5), (4, 5), (4, 1), (10, 1)]);

    [Fact]
    public void Corners_PointsBeyondTheReference_AreLeftOut() => Staircase.Corners([(11, 1), (1, 10)], Reference).ShouldBeEmpty();

    [Fact]
    public void Corners_AnyPoints_EncloseWhatTheyDominate() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(byte X, byte Y)[]>(),
            raw =>
            {
                // A grid of unit cells counts the dominated area without any geometry.
                var points = raw.Select(point => ((double)(point.X % 12), (double)(point.Y % 12))).ToArray();
                var cells = Enumerable.Range(0, 10).Sum(x => Enumerable.Range(0, 10).Count(y => points.Any(point => point.Item1 <= x && point.Item2 <= y)));

                return Math.Abs(Area(Staircase.Corners(points, Reference)) - cells) < 1e-9;
            }).QuickCheckThrowOnFailure();

    static double Area(IReadOnlyList<(double X, double Y)> corners) =>
        corners.Zip(corners.Skip(1)).Sum(edge => (edge.Second.X - edge.First.X) * (Reference.Y - edge.First.Y));
}
