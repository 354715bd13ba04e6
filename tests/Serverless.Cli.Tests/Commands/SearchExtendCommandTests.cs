using System.Text.Json.Nodes;
using Serverless.Cli.Output;
using Serverless.Core.Budgets;
using Serverless.Core.Searches;

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
    public async Task SearchExtend_TheOtherLimits_SendsThem()
    {
        using var platform = new FakePlatform().Answer(Route, 202, Answer.Json(Samples.Search()));

        var run = await CliRun.OfAsync(
            platform, "search", "extend", "s1", "--no-improvement-generations", "2", "--no-improvement-evaluations", "9", "--target-hypervolume", "0.5", "--gpu-seconds", "60.5");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        var sent = platform.Received.ShouldHaveSingleItem().Body;
        JsonNode.DeepEquals(
            JsonNode.Parse(sent), JsonNode.Parse("""{"budgets":{"noImprovementGenerations":2,"noImprovementEvaluations":9,"targetHypervolume":0.5,"gpuSeconds":60.5}}""")).ShouldBeTrue(sent);
    }

    [Fact]
    public async Task SearchShow_LimitsThatTheFrontIsJudgedBy_TellsHowFarTheyAre()
    {
        var search = Samples.Search(SearchStatus.Completed);
        search = search with
        {
            StopReason = StopReason.NoImprovementGenerations,
            Budget = search.Budget with
            {
                Limits = new() { NoImprovementGenerations = 3, NoImprovementEvaluations = 40, TargetHypervolume = 240.5 },
                GenerationsWithoutImprovement = 3,
                EvaluationsWithoutImprovement = 17,
            },
        };
        using var platform = new FakePlatform().Answer("GET /api/searches/s1", 200, Answer.Json(search));

        var run = await CliRun.OfAsync(platform, "search", "show", "s1");

        run.Out.ShouldContain("no improvement for  3 of 3 generations, 17 of 40 evaluations\n");
        run.Out.ShouldContain("target hypervolume  240.50\n");
        run.Out.ShouldContain("no improvement over generations\n");
    }

    [Theory]
    [InlineData(3600.0, 125.5, 50, "GPU seconds         125.5 of 3600, 2.51 an epoch\n")]
    [InlineData(3600.0, 0.0, 0, "GPU seconds         0.0 of 3600\n")]
    [InlineData(null, 12.25, 0, "GPU seconds         12.3\n")]
    public async Task SearchShow_GpuSeconds_TellsThemAndWhatAnEpochTook(double? limit, double spent, int epochs, string row)
    {
        var search = Samples.Search();
        search = search with { Budget = search.Budget with { Limits = new() { Generations = 9, GpuSeconds = limit }, GpuSecondsSpent = spent, EpochsSpent = epochs } };
        using var platform = new FakePlatform().Answer("GET /api/searches/s1", 200, Answer.Json(search));

        var run = await CliRun.OfAsync(platform, "search", "show", "s1");

        run.Out.ShouldContain(row);
    }

    [Fact]
    public async Task SearchShow_Extended_TellsWhatWasAddedAndWhen()
    {
        var search = Samples.Search() with
        {
            Extensions =
            [
                new() { Id = "x1", At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), Added = new() { Trainings = 6, WallClockSeconds = 90 }, StopReason = StopReason.BudgetTrainings },
                new() { Id = "x2", At = new(2026, 1, 3, 3, 4, 5, TimeSpan.Zero), Added = new() { Generations = 1 } },
            ],
        };
        using var platform = new FakePlatform().Answer("GET /api/searches/s1", 200, Answer.Json(search));

        var run = await CliRun.OfAsync(platform, "search", "show", "s1");

        run.Out.ShouldContain("extended            2026-01-02T03:04:05Z by 6 trainings, 90 s of running time, after its end (trainings used up)");
        run.Out.ShouldContain("extended            2026-01-03T03:04:05Z by 1 generation\n");
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
