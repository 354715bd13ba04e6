using System.Text.RegularExpressions;
using System.Xml.Linq;
using Serverless.Algorithms.Acquisition;
using Serverless.Cli.Reports;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

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

        html.ShouldContain("not drawn: 1 infeasible");
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

    [Fact]
    public void Write_StoppedAndFailedCandidates_AreDrawnAndInTheLegend()
    {
        var data = Samples.Report();
        var stopped = Samples.Evaluation("c7", 1, 62, 0.25) with
        {
            Status = EvaluationStatus.EarlyStopped,
            Rungs = [new RungResult { Rung = 1, Epochs = 4, Metrics = new Dictionary<string, double> { ["accuracy"] = 62 } }],
        };
        var failed = Samples.Evaluation("c8", 1, 0, 0) with
        {
            Status = EvaluationStatus.Abandoned,
            Metrics = new Dictionary<string, double> { [Samples.Latency] = 0.3 },
            Error = "Training failed: out of memory",
        };

        var html = HtmlReport.Write(data with { Evaluations = [.. data.Evaluations, stopped, failed] });

        var scatter = Pictures(html)[0];
        var drawn = scatter.Descendants("path").Where(path => (string?)path.Attribute("class") is "stopped" or "failed").Select(path => path.Value).ToList();
        drawn.Count.ShouldBe(2);
        drawn[0].ShouldStartWith("stopped at rung 1, after 4 epochs\naccuracy % 62.00");
        drawn[1].ShouldStartWith("given up: Training failed: out of memory\nno accuracy, latency ms 0.3000");
        html.ShouldContain("stopped early: 1, with the values they had then");
        html.ShouldContain("given up: 1, at the edge");
    }

    [Fact]
    public void Write_Tiles_AgreeWithTheTables()
    {
        var data = Samples.Report();
        var html = HtmlReport.Write(data with
        {
            Search = data.Search with { Budget = data.Search.Budget with { TrainingsSpent = 30 } },
            Evaluations = [.. data.Evaluations, Samples.Evaluation("c9", 1, 60, 0.5) with { Status = EvaluationStatus.EarlyStopped }],
        });

        html.ShouldContain("<div><b>5</b><span>trained to the end</span></div>");
        html.ShouldContain("<div><b>1</b><span>stopped early</span></div>");
        html.ShouldContain("<div><b>1</b><span>infeasible</span></div>");
        html.ShouldContain("<div><b>90.25</b><span>best accuracy %</span></div>");
        html.ShouldNotContain("architectures trained");
    }

    [Fact]
    public void Write_SearchWithSurrogate_TellsItsPart()
    {
        var data = Samples.Report();
        var advice = new SurrogateDecision { Generation = 1, Role = SurrogateRole.Active, Reason = "It ranks well enough." };
        var predicted = new PredictedOutcome { Surrogate = "x-g1", Fidelity = "full", Reason = ChoiceReason.Improvement };

        var html = HtmlReport.Write(data with
        {
            Search = data.Search with { Surrogate = new SurrogateProgress { Kind = "ridge", Decision = advice, Screened = 1_000, Chosen = 2 } },
            Surrogates = [advice with { Generation = 0, Role = SurrogateRole.None }, advice],
            Evaluations = [.. data.Evaluations.Select(evaluation => evaluation.Generation == 1 ? evaluation with { Predicted = predicted } : evaluation)],
        });

        html.ShouldContain("ridge predicted 1,000 candidates and chose 2 of the 6 evaluated; 1 of the 3 on the front is among them. It was active in generation 2. At last: It ranks well enough.");
        html.ShouldContain("surrogate, for improvement");
    }

    [Fact]
    public void Write_WholeSearch_SaysWhatToNoticeBelowTheChart() =>
        HtmlReport.Write(Samples.Report()).ShouldContain("The highest accuracy, 90.25 %, comes with latency 0.5000 ms");

    // Reading the pictures as XML also shows that they are well formed.
    static List<XElement> Pictures(string html) => [.. Picture().Matches(html).Select(match => XElement.Parse(match.Value))];

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Picture();
}
