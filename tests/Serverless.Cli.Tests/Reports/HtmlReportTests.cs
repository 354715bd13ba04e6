using System.Text.RegularExpressions;
using System.Xml.Linq;
using Serverless.Cli.Reports;
using Serverless.Domain.Objectives;
using Serverless.Domain.Spaces;

namespace Serverless.Cli.Tests.Reports;

public sealed partial class HtmlReportTests
{
    [Fact]
    public void Write_WholeSearch_AsksForNothingFromOutside()
    {
        var html = HtmlReport.Write(Samples.Report());

        html.ShouldContain("default-src 'none'");
        html.ShouldNotContain("http://", Case.Insensitive);
        html.ShouldNotContain("https://", Case.Insensitive);
        html.ShouldNotContain("<script", Case.Insensitive);
        html.ShouldNotContain("url(", Case.Insensitive);
        html.ShouldNotContain("src=", Case.Insensitive);
    }

    [Fact]
    public void Write_WholeSearch_DrawsEveryCandidateOnce()
    {
        var scatter = Pictures(HtmlReport.Write(Samples.Report()))[0];

        scatter.Descendants("path").Count(path => (string?)path.Attribute("class") == "front").ShouldBe(3);
        scatter.Descendants("circle").Count(circle => (string?)circle.Attribute("class") == "dominated").ShouldBe(2);
        scatter.Descendants("path").Count(path => (string?)path.Attribute("class") == "steps").ShouldBe(1);
        scatter.Descendants("path").Count(path => (string?)path.Attribute("class") == "reference").ShouldBe(1);
    }

    [Fact]
    public void Write_WholeSearch_TellsWhatAReaderHasToKnow()
    {
        var html = HtmlReport.Write(Samples.Report());

        html.ShouldContain("1 infeasible, never trained");
        html.ShouldContain("reference point accuracy 50.00 %, latency 5.0000 ms");
        html.ShouldContain("A small skeleton: 8 channels and 1 cell per stage");
        html.ShouldContain("8,192 images to train, 2,000 others to validate, split by seed 0");
        html.ShouldContain("trainings used up");
        html.ShouldContain("90.0 % of the busy time");
    }

    [Fact]
    public void Write_HostileTexts_ComeOutAsText()
    {
        const string Hostile = "</title><script>alert(1)</script><svg onload=alert(2)>";
        var data = Samples.Report();
        var html = HtmlReport.Write(data with
        {
            Search = data.Search with { Name = Hostile, Error = Hostile },
            Front = data.Front with { Members = [.. data.Front.Members.Select(member => member with { Architecture = Hostile, Candidate = new CandidateId(Hostile) })] },
            Evaluations = [.. data.Evaluations.Select(evaluation => evaluation with { Architecture = Hostile })],
        });

        html.ShouldNotContain("<script");
        html.ShouldNotContain("<svg onload");
        html.ShouldContain("&lt;script&gt;");
    }

    [Fact]
    public void Write_ThreeObjectives_DrawsEachPairWithoutSteps()
    {
        var data = Samples.Report();
        var parameters = new Objective { Metric = "parameters", Goal = Goal.Minimise };
        var front = data.Front with
        {
            Objectives = [.. data.Front.Objectives, parameters],
            ReferencePoint = new Dictionary<string, double>(data.Front.ReferencePoint) { ["parameters"] = 100_000 },
            Members = [.. data.Front.Members.Select(member => member with { Objectives = new Dictionary<string, double>(member.Objectives) { ["parameters"] = 12_345 } })],
        };

        var pictures = Pictures(HtmlReport.Write(data with { Front = front }));

        // Three scatters, two signs of the legend, and the hypervolume.
        pictures.Count.ShouldBe(6);
        pictures.Take(3).SelectMany(picture => picture.Descendants("path")).ShouldAllBe(path => (string?)path.Attribute("class") != "steps");
    }

    [Fact]
    public void Write_NothingFoundYet_SaysSoInsteadOfDrawing()
    {
        var data = Samples.Report();

        var html = HtmlReport.Write(data with { Front = data.Front with { Members = [] }, Evaluations = [], History = [], Workers = [] });

        html.ShouldContain("No candidate has both values yet.");
        html.ShouldContain("No evaluation has completed yet.");
    }

    // Reading the pictures as XML also shows that they are well formed.
    static List<XElement> Pictures(string html) => [.. Picture().Matches(html).Select(match => XElement.Parse(match.Value))];

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Picture();
}
