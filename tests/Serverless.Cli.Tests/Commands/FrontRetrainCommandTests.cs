using System.Text.Json.Nodes;
using Serverless.Cli.Output;
using Serverless.Core.Searches;

namespace Serverless.Cli.Tests.Commands;

public sealed class FrontRetrainCommandTests : IDisposable
{
    readonly FakePlatform _platform = new();

    public void Dispose() => _platform.Dispose();

    [Fact]
    public async Task Retrain_Options_SendsWhatIsDifferentAndAnswersTheNewId()
    {
        _platform.Answer("POST /api/searches/s1:retrain", 202, Answer.Json(Samples.Search(SearchStatus.Pending) with { Id = "s2" }));

        var run = await CliRun.OfAsync(
            _platform, "front", "retrain", "s1", "--epochs", "200", "--channels", "16", "--candidates", "c1,c2", "--seed", "3");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Out.ShouldBe("s2\n");
        run.Error.ShouldContain("serverless front show s2");
        var sent = JsonNode.Parse(_platform.Received.Single().Body)!;
        JsonNode.DeepEquals(sent, JsonNode.Parse(
            """{"candidates": ["c1", "c2"], "space": {"channels": 16}, "training": {"epochs": 200}, "seed": 3}""")).ShouldBeTrue(sent.ToJsonString());
    }

    [Fact]
    public async Task Show_OfARetraining_PutsResultsBesideTheOriginals()
    {
        var front = Samples.Front();
        _platform
            .Answer("GET /api/searches/s2/front", 200, Answer.Json(front with { SearchId = "s2", RetrainOf = "s1" }))
            .Answer("GET /api/searches/s1/front", 200, Answer.Json(front))
            .Answer("GET /api/searches/s2/evaluations", 200, $$"""{"value":[{{string.Join(',', Samples.Evaluations().Select(Answer.Json))}}]}""");

        var run = await CliRun.OfAsync(_platform, "front", "show", "s2");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Out.ShouldContain("original results in search s1:");
        run.Out.ShouldContain("before");
    }
}
