using System.Xml.Linq;
using Serverless.Presentation.Charts;

namespace Serverless.Presentation.Tests.Charts;

public sealed class ChartFrameTests
{
    // What a letter of 12 and of 13 pixels is wide at the most.
    const double Letter = 7.8;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(18_000, 100_000)]
    [InlineData(12_345_678, 12_345_999)]
    [InlineData(3.2e-9, 3.4e-9)]
    public void Open_AnyRange_LabelsDoNotTouch(double low, double high)
    {
        var labels = Texts(new ChartFrame(Axis.Over([low, high]), Axis.Over([0, 1])), "latency (ms)")
            .Where(text => (string?)text.Attribute("text-anchor") == "middle" && (string?)text.Attribute("class") == "tick")
            .Select(text => (Middle: (double)text.Attribute("x")!, Width: text.Value.Length * 7.2)).ToList();

        labels.ShouldNotBeEmpty();
        labels.Zip(labels.Skip(1)).ShouldAllBe(pair => pair.First.Middle + (pair.First.Width / 2) < pair.Second.Middle - (pair.Second.Width / 2));
    }

    [Fact]
    public void Open_LongName_TitleFitsAndKeepsUnitAndDirection()
    {
        var title = Texts(new ChartFrame(Axis.Over([0, 1]), Axis.Over([0, 1])), new string('m', 100) + " (J)   better →")
            .First(text => (string?)text.Attribute("class") == "axis" && text.Attribute("transform") is null).Value;

        title.ShouldEndWith(" (J)   better →");
        (title.Length * Letter).ShouldBeLessThanOrEqualTo(ChartFrame.Right - ChartFrame.Left);
    }

    static List<XElement> Texts(ChartFrame frame, string xTitle) =>
        [.. XElement.Parse(frame.Open("chart", xTitle, "accuracy (%)").Add($"</svg>").ToString()).Descendants("text")];
}
