using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Cli.Output;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches;

namespace Serverless.Cli.Tests.Commands;

public sealed class SearchRetryCommandTests : IDisposable
{
    readonly FakePlatform _platform = new();

    public void Dispose() => _platform.Dispose();

    [Fact]
    public async Task Retry_SearchWithFailures_StartsTheSameWithItsResultsAndWhatFailedFirst()
    {
        Answers(Samples.Search(SearchStatus.Failed) with { Outcomes = new OutcomeCounts { Completed = 3, Failed = 2 } });

        var run = await CliRun.OfAsync(_platform, "search", "retry", "s1", "--name", "mended", "--idempotency-key", "k1");

        (run.ExitCode, run.Out).ShouldBe((ExitCodes.Done, "s2\n"), run.Error);
        var sent = _platform.Received.Last();
        var expected = JsonSerializer.SerializeToNode(Samples.Request(), CoreJson.Default.SearchRequest)!;
        expected["importFrom"] = JsonNode.Parse("""{"search": "s1", "retryFailed": true}""");
        expected["name"] = "mended";
        JsonNode.DeepEquals(JsonNode.Parse(sent.Body), expected).ShouldBeTrue(sent.Body);
        sent.IdempotencyKey.ShouldBe("k1");
    }

    [Fact]
    public async Task Retry_NothingFailed_StartsNothingAndSaysWhatElse()
    {
        Answers(Samples.Search(SearchStatus.Completed) with { Outcomes = new OutcomeCounts { Completed = 3, Abandoned = 1 } });

        var run = await CliRun.OfAsync(_platform, "search", "retry", "s1");

        (run.ExitCode, run.Out).ShouldBe((ExitCodes.Conflict, ""));
        run.Error.ShouldContain("No evaluation of search s1 failed (3 completed, 1 abandoned)");
        run.Error.ShouldContain("--import s1");
        _platform.Received.ShouldNotContain(request => request.MethodAndPath.StartsWith("POST"));
    }

    [Fact]
    public async Task Retry_SearchThatRuns_IsRefused()
    {
        Answers(Samples.Search() with { Outcomes = new OutcomeCounts { Failed = 1 } });

        var run = await CliRun.OfAsync(_platform, "search", "retry", "s1");

        run.ExitCode.ShouldBe(ExitCodes.StillRunning);
        run.Error.ShouldContain("search watch s1");
    }

    void Answers(SearchDocument search) => _platform
        .Answer("GET /api/searches/s1", 200, Answer.Json(search))
        .Answer("GET /api/searches/s1/request", 200, JsonSerializer.Serialize(Samples.Request(), CoreJson.Default.SearchRequest))
        .Answer("POST /api/searches", 202, Answer.Json(Samples.Search(SearchStatus.Pending) with { Id = "s2" }));
}
