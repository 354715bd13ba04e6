using Serverless.Presentation.Charts;

namespace Serverless.Presentation.Tests.Charts;

public sealed class AxisTests
{
    [Fact]
    public void Over_Percentages_HasRoundTicks()
    {
        var axis = Axis.Over([80.5, 90.25]);

        axis.Ticks.ShouldBe([80, 82, 84, 86, 88, 90]);
        axis.Ticks.Select(axis.Label).ShouldBe(["80", "82", "84", "86", "88", "90"]);
    }

    [Fact]
    public void Over_SmallValues_LabelsTellThemApart()
    {
        var axis = Axis.Over([0.0625, 0.071]);

        axis.Ticks.Select(axis.Label).Distinct().Count().ShouldBe(axis.Ticks.Count);
        axis.Ticks.Count.ShouldBeInRange(3, 8);
    }

    [Fact]
    public void Over_OneValue_StillHasARange()
    {
        var axis = Axis.Over([0]);

        axis.Holds(0).ShouldBeTrue();
        axis.Place(0, 0, 100).ShouldBe(50, 1e-9);
    }

    [Fact]
    public void FromZero_NothingYet_StillHasARange() => Axis.FromZero(0).Maximum.ShouldBeGreaterThan(0);
}
