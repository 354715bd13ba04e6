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

    [Theory]
    [InlineData(0, 1e30)]
    [InlineData(3.2e-9, 3.4e-9)]
    [InlineData(-2e7, 9e8)]
    [InlineData(1e30, 1.0001e30)]
    public void Label_LongNumbers_AreShortAndDifferent(double low, double high)
    {
        var axis = Axis.Over([low, high]);

        var labels = axis.Ticks.Select(axis.Label).ToList();
        labels.ShouldAllBe(label => label.Length <= 12 && !label.StartsWith("-0"));
        labels.Distinct().Count().ShouldBe(labels.Count);
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
