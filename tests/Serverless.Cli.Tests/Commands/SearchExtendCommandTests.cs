using System.Text.Json.Nodes;
using Serverless.Cli.Output;

namespace Serverless.Cli.Tests.Commands;

public sealed class SearchExtendCommandTests
{
    const string Route = "POST /api/searches/s1:extend";

    [Fact]
    public async Task SearchExtend_Budgets_SendsThemUnderAKey()
    {
        using var platform = new FakePlatform().Answer(Route, 202, Answer.Json(Samples.Search()));

        var run = await CliRun.OfAsync(platform, "search", "extend", "s1", "--trainings", "12", "--wall-clock-seconds", "90.5");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldContain("20 trainings");
        run.Error.ShouldContain("serverless search watch");
        var sent = platform.Received.ShouldHaveSingleItem();
        JsonNode.DeepEquals(
            JsonNode.Parse(sent.Body), JsonNode.Parse("""{"budgets":{"trainings":12,"wallClockSeconds":90.5}}""")).ShouldBeTrue(sent.Body);
        sent.IdempotencyKey.ShouldNotBeNull().Length.ShouldBe(32);
    }

    [Fact]
    public async Task SearchExtend_AnswerLost_AsksAgainUnderTheSameKey()
    {
        using var platform = new FakePlatform().Answer(Route, 503, "").Answer(Route, 202, Answer.Json(Samples.Search()));

        var run = await CliRun.OfAsync(platform, "search", "extend", "s1", "--generations", "1");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        platform.Received.Count.ShouldBe(2);
        platform.Received.Select(request => (request.Body, request.IdempotencyKey)).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task SearchExtend_OwnKey_IsSent()
    {
        using var platform = new FakePlatform().Answer(Route, 202, Answer.Json(Samples.Search()));

        await CliRun.OfAsync(platform, "search", "extend", "s1", "--evaluations", "5", "--idempotency-key", "mine");

        platform.Received.ShouldHaveSingleItem().IdempotencyKey.ShouldBe("mine");
    }

    [Fact]
    public async Task SearchExtend_NothingToAdd_IsRefusedWithoutAsking()
    {
        using var platform = new FakePlatform();

        var run = await CliRun.OfAsync(platform, "search", "extend", "s1");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("--trainings");
        platform.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task SearchExtend_Refused_NamesEveryFault()
    {
        using var platform = new FakePlatform().Answer(
            Route,
            422,
            """{"title":"Not valid.","status":422,"code":"invalidRequest","errors":{"/budgets/trainings":["used up"],"/budgets/evaluations":["no limit"]}}""",
            "application/problem+json");

        var run = await CliRun.OfAsync(platform, "search", "extend", "s1", "--evaluations", "5");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("/budgets/trainings: used up");
        run.Error.ShouldContain("/budgets/evaluations: no limit");
    }
}
