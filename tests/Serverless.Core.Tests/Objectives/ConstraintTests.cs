using Serverless.Core.Objectives;

namespace Serverless.Core.Tests.Objectives;

public sealed class ConstraintTests
{
    [Theory]
    [InlineData(5, 0)]
    [InlineData(10, 0)]
    [InlineData(12.5, 2.5)]
    [InlineData(2, 3)]
    [InlineData(double.NaN, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    public void Violation_BothBounds_IsTheDistanceOutside(double value, double expected) =>
        new Constraint { Metric = "macs", AtLeast = 5, AtMost = 10 }.Violation(value).ShouldBe(expected);

    [Fact]
    public void Violation_OneBound_LeavesTheOtherSideOpen()
    {
        new Constraint { Metric = "macs", AtMost = 10 }.Violation(-1e300).ShouldBe(0);
        new Constraint { Metric = "macs", AtLeast = 10 }.Violation(1e300).ShouldBe(0);
    }

    [Fact]
    public void Minimised_EitherGoal_IsItsOwnInverse()
    {
        var up = new Objective { Metric = "accuracy", Goal = Goal.Maximise };
        var down = new Objective { Metric = "latencyMs", Goal = Goal.Minimise, Device = "local-cpu" };

        up.Minimised(90).ShouldBeLessThan(up.Minimised(80));
        down.Minimised(1).ShouldBeLessThan(down.Minimised(2));
        up.Minimised(up.Minimised(90)).ShouldBe(90);
        down.Minimised(down.Minimised(1)).ShouldBe(1);
    }
}
