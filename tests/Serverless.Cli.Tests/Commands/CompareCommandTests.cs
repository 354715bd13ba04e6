using System.Text.Json.Nodes;
using Serverless.Cli.Output;
using Serverless.Core.Fronts;

namespace Serverless.Cli.Tests.Commands;

public sealed class CompareCommandTests
{
    [Fact]
    public async Task Compare_TwoSearches_TellsVolumesUpToOnePoint()
    {
        using var platform = Platform(Samples.Front() with { SearchId = "s2", Members = Samples.Front().Members.Take(1).ToArray() });

        var run = await CliRun.OfAsync(platform, "compare", "s1", "s2");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Out.Split('\n')[1].ShouldContain("100.0");
        run.Error.ShouldContain("accuracy");
    }

    [Fact]
    public async Task Compare_Json_IsTheComparison()
    {
        using var platform = Platform(Samples.Front() with { SearchId = "s2" });

        var run = await CliRun.OfAsync(platform, "compare", "s1", "s2", "--output", "json");

        JsonNode.Parse(run.Out)!["fronts"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Compare_OtherObjectives_IsRefusedWithBoth()
    {
        using var platform = Platform(Samples.Front() with { SearchId = "s2", Objectives = [Samples.Objectives[0]] });

        var run = await CliRun.OfAsync(platform, "compare", "s1", "s2");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("s2");
    }

    [Fact]
    public async Task Compare_OneSearch_IsTooFew() => (await CliRun.OfAsync(["compare", "s1"], [])).ExitCode.ShouldBe(ExitCodes.Usage);

    static FakePlatform Platform(FrontDocument second) => new FakePlatform()
        .Answer("GET /api/searches/s1/front", 200, Answer.Json(Samples.Front()))
        .Answer("GET /api/searches/s2/front", 200, Answer.Json(second));
}
