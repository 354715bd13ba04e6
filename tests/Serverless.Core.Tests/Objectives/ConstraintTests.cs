using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;
using Serverless.Spaces;

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

    [Theory]
    [InlineData(10, 0)]
    [InlineData(20, 0.6931471805599453)]
    [InlineData(5, -0.6931471805599453)]
    [InlineData(0, -1)]
    public void Margin_OneBound_IsTheRatioToItWithoutAUnit(double value, double expected) =>
        new Constraint { Metric = "latencyMs", Device = "board", AtMost = 10 }.Margin(value).ShouldBe(expected, 1e-12);

    [Fact]
    public void Margin_NaN_IsNotKnown() => new Constraint { Metric = "macs", AtLeast = 5, AtMost = 10 }.Margin(double.NaN).ShouldBe(double.NaN);

    [Theory]
    [InlineData(5, 0)]
    [InlineData(7, -0.3364722366212129)]
    [InlineData(2.5, 0.6931471805599453)]
    public void Margin_TwoBounds_IsOfTheNearer(double value, double expected) =>
        new Constraint { Metric = "macs", AtLeast = 5, AtMost = 10 }.Margin(value).ShouldBe(expected, 1e-12);

    [Fact]
    public void ViolationBy_SeveralConstraints_CountsSharesOfBounds()
    {
        var latency = new Constraint { Metric = "latencyMs", Device = "board", AtMost = 2 };
        var metrics = new Dictionary<string, double> { ["latencyMs@board"] = 3, ["macs"] = 2_000_000 };

        new[] { latency }.ViolationBy(metrics).ShouldBe(1);
        new[] { latency, new Constraint { Metric = "macs", AtMost = 1_000_000 }, new Constraint { Metric = "accuracy", AtLeast = 50 } }
            .ViolationBy(metrics).ShouldBe(1.5, "half of the latency's bound and all of the other's; the accuracy is not known");
    }

    [Theory]
    [InlineData(null, "full", 70.0)]
    [InlineData(null, "epochs4", null)]
    [InlineData(4, "epochs4", 70.0)]
    [InlineData(4, "full", 50.0)]
    [InlineData(8, "full", null)]
    public void ValueOf_AnAccuracy_IsOfTheRungThatIsBounded(int? epochs, string fidelity, double? expected)
    {
        var evaluation = new Evaluation
        {
            Candidate = new CandidateId("c1"),
            Architecture = "a",
            Fidelity = fidelity,
            Status = EvaluationStatus.Completed,
            Metrics = new Dictionary<string, double> { ["accuracy"] = 70 },
            Rungs = fidelity == "full" ? [new() { Rung = 1, Epochs = 4, Metrics = new Dictionary<string, double> { ["accuracy"] = 50 } }] : null,
            Recipe = "r",
        };

        new Constraint { Metric = "accuracy", AtLeast = 60, AtEpochs = epochs }.ValueOf(evaluation).ShouldBe(expected);
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
