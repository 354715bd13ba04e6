using Serverless.Algorithms.MoHdnas;

namespace Serverless.Algorithms.Tests.MoHdnas;

public sealed class CostDiversityTests
{
    /// <summary>Scaled 0, .25 and 1; the second cost 0, 1 and 0.</summary>
    [Fact]
    public void Of_TwoCosts_IsTheMeanDistanceToTheOthersInShareOfTheRange() =>
        CostDiversity.Of([10, 5, 20, 7, 50, 5], count: 2, members: 3)
            .ShouldBe([(0.25 + 1 + 1 + 0) / 4, (0.25 + 1 + 0.75 + 1) / 4, (1 + 0 + 0.75 + 1) / 4], tolerance: 1e-15);

    [Fact]
    public void Of_MissingCost_CountsAsTheLargest() => CostDiversity.Of([0, 10, double.PositiveInfinity], count: 1, members: 3).ShouldBe([1, 0.5, 0.5]);

    [Fact]
    public void Of_EqualCostsOrNone_IsNothing()
    {
        CostDiversity.Of([3, 3], count: 1, members: 2).ShouldBe([0, 0]);
        CostDiversity.Of([], count: 0, members: 2).ShouldBe([0, 0]);
        CostDiversity.Of([3], count: 1, members: 1).ShouldBe([0]);
    }
}
