using System.Text.Json.Nodes;
using Serverless.Cli.Output;

namespace Serverless.Cli.Tests.Commands;

public sealed class FrontChoiceTests
{
    [Theory]
    [InlineData("c2", "--by", "knee")]
    [InlineData("c1", "--by", "weights=accuracy:1")]
    [InlineData("c3", "--by", "weights=latencyMs:1")]
    [InlineData("c1 c2", "--at-least", "accuracy=85")]
    [InlineData("c2 c3", "--at-most", "latencyMs=0.2")]
    [InlineData("c3", "--at-most", "latencyMs@local-cpu=0.2", "--by", "weights=latencyMs@local-cpu:2")]
    [InlineData("c2 c1 c3", "--by", "spread", "--top", "3")]
    public async Task FrontShow_Choice_ShowsThoseMembersInThatOrder(string expected, params string[] options)
    {
        using var platform = Platform();

        var run = await CliRun.OfAsync(platform, ["front", "show", "s1", "--output", "json", .. options]);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        string.Join(' ', JsonNode.Parse(run.Out)!["members"]!.AsArray().Select(member => (string?)member!["candidate"])).ShouldBe(expected);
    }

    [Fact]
    public async Task FrontShow_ChoiceAsTable_SaysOfHowMany()
    {
        using var platform = Platform();

        var run = await CliRun.OfAsync(platform, "front", "show", "s1", "--by", "knee");

        run.Error.ShouldContain("1 of the front's 3 members.");
        run.Error.ShouldContain("one more lies between", customMessage: "what is said of the front is of all of it");
    }

    [Fact]
    public async Task FrontShow_ChoiceAsCsv_KeepsTheLinesOfThoseMembers()
    {
        using var platform = Platform().Answer("GET /api/searches/s1/front?format=csv", 200, "candidate,accuracy\r\nc1,90\r\nc2,85\r\nc3,80\r\n");

        var run = await CliRun.OfAsync(platform, "front", "show", "s1", "--by", "spread", "--top", "2", "--output", "csv");

        run.Out.ShouldBe("candidate,accuracy\nc2,85\nc1,90\n");
    }

    [Theory]
    [InlineData("knee", "--by", "best")]
    [InlineData("at least 0", "--by", "weights=accuracy:-1")]
    [InlineData("NAME=NUMBER", "--at-most", "latencyMs")]
    [InlineData("--by", "--top", "3")]
    [InlineData("latencyMs@local-cpu", "--at-most", "latency=3")]
    [InlineData("not an objective", "--by", "weights=parameters:1")]
    public async Task FrontShow_ChoiceThatCannotBeRead_SaysWhatThereIs(string told, params string[] options)
    {
        using var platform = Platform();

        var run = await CliRun.OfAsync(platform, ["front", "show", "s1", .. options]);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain(told);
    }

    static FakePlatform Platform() => new FakePlatform().Answer("GET /api/searches/s1/front", 200, Answer.Json(Samples.Front()));
}
