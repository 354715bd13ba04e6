using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Serverless.Algorithms.Acquisition;
using Serverless.Cli.Reports;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Cli.Tests.Reports;

/// <summary>The report file; its display in a browser is tested with the dashboard.</summary>
public sealed partial class HtmlReportTests
{
    [Fact]
    public void Write_WholeSearch_LetsNothingInButItsOwnScriptAndStyle()
    {
        var html = HtmlReport.Write(Samples.Report());

        html.ShouldContain($"default-src 'none'; script-src 'sha256-{Hash(html, "script")}'; style-src 'sha256-{Hash(html, "style")}'");
        html.ShouldNotContain("src=\"");
        ContentOf(html, "style").ShouldNotContain("@import");
        ContentOf(html, "style").ShouldNotContain("url(");
        Placeholder().Matches(html).ShouldBeEmpty();
    }

    [Fact]
    public void Write_WholeSearch_CarriesTheAnswersOfThePlatform()
    {
        var document = DataOf(HtmlReport.Write(Samples.Report() with { Answers = [("searches/s1", """{"id":"s1"}"""), ("/api/searches/s1/history?after=2", "[1]")] }));

        document["answers"]!["searches/s1"]!["id"]!.GetValue<string>().ShouldBe("s1");
        document["answers"]!["/api/searches/s1/history?after=2"]![0]!.GetValue<int>().ShouldBe(1);
        document["searchId"]!.GetValue<string>().ShouldBe("s0123456789abcdef");
    }

    [Fact]
    public void Write_WholeSearch_TellsWhatAReaderHasToKnow()
    {
        var told = Told(Samples.Report());

        told.ShouldContain("accuracy 50.00 %, latency 5.0000 ms");
        told.ShouldContain("A small skeleton: 8 channels and 1 cell per stage");
        told.ShouldContain("8,192 images to train, 2,000 others to validate, split by seed 0");
        told.ShouldContain("trainings used up");
        told.ShouldContain("90.0 % of the busy time");
        told.ShouldContain("The highest accuracy, 90.25 %, comes with latency 0.5000 ms");
    }

    [Fact]
    public void Write_WholeSearch_ShowsItsFrontWithoutJavaScriptToo()
    {
        var summary = WebUtility.HtmlDecode(NoScript().Match(HtmlReport.Write(Samples.Report())).Groups[1].Value);

        summary.ShouldContain("90.25");
        summary.ShouldContain("|nor_conv_3x3~0|+|none~0|skip_connect~1|+|avg_pool_3x3~0|none~1|nor_conv_1x1~2|c1");
        summary.ShouldContain("trainings used up");
    }

    [Fact]
    public void Write_HostileTexts_ComeOutAsText()
    {
        const string Hostile = "</title></noscript></script><!--<script>alert(1)</script><svg onload=alert(2)><!--data-->";
        var data = Samples.Report();
        var html = HtmlReport.Write(data with
        {
            Search = data.Search with { Name = Hostile, Error = Hostile },
            Front = data.Front with { Members = [.. data.Front.Members.Select(member => member with { Architecture = Hostile, Candidate = new CandidateId(Hostile) })] },
            Answers = [("searches/s1", $$"""{"name":"{{Hostile}}"}""")],
        });

        Regex.Count(html, "<script", RegexOptions.IgnoreCase).ShouldBe(2, "the data's and the page's own");
        Regex.Count(html, "</script", RegexOptions.IgnoreCase).ShouldBe(2);
        Regex.Count(html, "</noscript", RegexOptions.IgnoreCase).ShouldBe(1);
        html.ShouldNotContain("<svg onload");
        html.ShouldNotContain("<!--");
        DataOf(html)["answers"]!["searches/s1"]!["name"]!.GetValue<string>().ShouldBe(Hostile);
    }

    [Fact]
    public void Write_NothingFoundYet_IsAReportAllTheSame()
    {
        var data = Samples.Report();

        Told(data with { Front = data.Front with { Members = [] }, Evaluations = [], Workers = [] }).ShouldContain("trainings used up");
    }

    [Fact]
    public void Write_SearchWithSurrogate_TellsItsPart()
    {
        var data = Samples.Report();
        var advice = new SurrogateDecision { Generation = 1, Role = SurrogateRole.Active, Reason = "It ranks well enough." };
        var predicted = new PredictedOutcome { Surrogate = "x-g1", Fidelity = "full", Reason = ChoiceReason.Improvement };

        var told = Told(data with
        {
            Search = data.Search with { Surrogate = new SurrogateProgress { Kind = "ridge", Decision = advice, Screened = 1_000, Chosen = 2 } },
            Surrogates = [advice with { Generation = 0, Role = SurrogateRole.None }, advice],
            Evaluations = [.. data.Evaluations.Select(evaluation => evaluation.Generation == 1 ? evaluation with { Predicted = predicted } : evaluation)],
        });

        told.ShouldContain("ridge predicted 1,000 candidates and chose 2 of the 6 evaluated; 1 of the 3 on the front is among them. It was active in generation 2. Last decision: It ranks well enough.");
    }

    /// <summary>What both the page's views and its summary say.</summary>
    static string Told(ReportData data)
    {
        var html = HtmlReport.Write(data);
        var document = DataOf(html);
        string[] texts =
        [
            .. document["notices"]!.AsArray().Select(notice => notice!.GetValue<string>()),
            .. document["facts"]!.AsArray().Select(fact => fact!["value"]!.GetValue<string>()),
        ];
        var summary = WebUtility.HtmlDecode(NoScript().Match(html).Groups[1].Value);
        texts.ShouldAllBe(text => summary.Contains(text));
        return string.Join('\n', texts);
    }

    static JsonNode DataOf(string html) => JsonNode.Parse(Data().Match(html).Groups[1].Value)!;

    static string Hash(string html, string element) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(ContentOf(html, element))));

    static string ContentOf(string html, string element) => Regex.Match(html, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline).Groups[1].Value;

    [GeneratedRegex("<script type=\"application/json\" id=\"report\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Data();

    [GeneratedRegex("<noscript>(.*?)</noscript>", RegexOptions.Singleline)]
    private static partial Regex NoScript();

    [GeneratedRegex("<!--[a-z]+-->")]
    private static partial Regex Placeholder();
}
