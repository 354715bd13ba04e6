using System.Text.Json.Nodes;
using Serverless.Cli.Output;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Cli.Tests.Commands;

public sealed class SurrogateCommandTests
{
    static readonly SurrogateEntry Ready = new()
    {
        Id = "s1-g3",
        Kind = "ridge",
        Status = SurrogateStatus.Ready,
        CreatedAt = new DateTimeOffset(2026, 11, 22, 22, 0, 0, TimeSpan.Zero),
        SearchId = "s1",
        Generation = 3,
        Space = new SpaceSpecification { Name = "nasbench201", Channels = 8, CellsPerStage = 1 },
        Dataset = "fashion-mnist",
        Fidelity = "full",
        Targets = [new Objective { Metric = "accuracy", Goal = Goal.Maximise }],
        Ensemble = 5,
        Examples = 24,
        Metadata = new SurrogateMetadata
        {
            Kind = "ridge",
            Space = new SpaceSpecification { Name = "nasbench201", Channels = 8, CellsPerStage = 1 },
            Shape = new ImageShape(1, 28, 28, 10),
            Inputs = [new SurrogateInput("features", 1, 4)],
            Targets = [new Objective { Metric = "accuracy", Goal = Goal.Maximise }],
            Scales = [new SurrogateScale(80, 2)],
            Members = 5,
            HasScores = false,
            HasObjectives = true,
            Training = new SurrogateTraining("cafe", 24, 0),
            HeldOut = new SurrogateQuality { Size = 24, KendallTauB = 0.714, Spearman = [0.85] },
            CreatedBy = "test",
        },
        ModelBlob = "surrogates/s1-g3/model.onnx",
        FitSeconds = 1.25,
    };

    [Fact]
    public async Task Fit_AllOptions_PostsThemOnceAndShowsWhatIsToBe()
    {
        var fitting = Ready with { Id = "fit-s9", Status = SurrogateStatus.Fitting, Metadata = null, ModelBlob = null, FitSeconds = null, Generation = null };
        using var platform = new FakePlatform().Answer("POST /api/surrogates", 202, Answer.Json(fitting));

        var run = await CliRun.OfAsync(
            platform, "surrogate", "fit", "s1", "--kind", "lclr", "--ensemble", "7", "--balancer", "mgda", "--seed", "3", "--other-searches");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        platform.Received.ShouldHaveSingleItem().Body.ShouldBe("""{"search":"s1","kind":"lclr","targets":[],"ensemble":7,"balancer":"mgda","seed":3,"otherSearches":true}""");
        run.Out.ShouldContain("Fitting");
        run.Error.ShouldContain("serverless surrogate show fit-s9");
    }

    [Fact]
    public async Task Fit_RowsOfATable_PostsThemWithoutASearch()
    {
        var table = new TableRows { Name = "nb201", Metrics = ["c10_test_200"], Rows = 500 };
        var fitting = Ready with { Id = "fit-s9", Status = SurrogateStatus.Fitting, Metadata = null, SearchId = null, Generation = null, Table = table };
        using var platform = new FakePlatform().Answer("POST /api/surrogates", 202, Answer.Json(fitting));

        var run = await CliRun.OfAsync(platform, "surrogate", "fit", "--table", "nb201", "--metric", "c10_test_200", "--rows", "500");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        platform.Received.ShouldHaveSingleItem().Body.ShouldBe(
            """{"table":{"name":"nb201","metrics":["c10_test_200"],"curve":[],"rows":500},"kind":"ridge","targets":[],"seed":0,"otherSearches":false}""");
        run.Out.ShouldContain("nb201 (500)");
    }

    [Fact]
    public async Task Fit_FromAKnownSurrogate_PostsWhichAndHow()
    {
        var fitting = Ready with { Id = "fit-s9", Status = SurrogateStatus.Fitting, Metadata = null, WarmStart = new() { Surrogate = "fit-s1", Mode = WarmStartMode.FreezeEncoder } };
        using var platform = new FakePlatform().Answer("POST /api/surrogates", 202, Answer.Json(fitting));

        var run = await CliRun.OfAsync(platform, "surrogate", "fit", "s1", "--warm-start", "fit-s1", "--warm-start-mode", "freezeEncoder");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        platform.Received.ShouldHaveSingleItem().Body.ShouldBe(
            """{"search":"s1","kind":"hw-pr-nas","targets":[],"warmStart":{"surrogate":"fit-s1","mode":"freezeEncoder"},"seed":0,"otherSearches":false}""");
        run.Out.ShouldContain("fit-s1 (encoder frozen)");
    }

    [Theory]
    [InlineData("--from", "fit-s1", "--from was renamed to --warm-start.")]
    [InlineData("--mode", "heads", "--mode was renamed to --warm-start-mode.")]
    [InlineData("--warm-start-mode", "fineTune", "specify it with --warm-start")]
    public async Task Fit_OptionOfBeforeOrWithoutSurrogate_IsRefusedWithTheRemedy(string option, string value, string remedy)
    {
        using var platform = new FakePlatform();

        var run = await CliRun.OfAsync(platform, "surrogate", "fit", "s1", option, value);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain(remedy);
    }

    [Fact]
    public async Task Fit_OfNothing_IsUsage()
    {
        using var platform = new FakePlatform();

        var run = await CliRun.OfAsync(platform, "surrogate", "fit");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("--table");
    }

    [Fact]
    public async Task List_Surrogates_SaysWhatTheyLearntFromAndHowWellTheyRank()
    {
        var failed = Ready with { Id = "s2-g1", Status = SurrogateStatus.Failed, Metadata = null, Error = "The fit failed." };
        using var platform = new FakePlatform().Answer("GET /api/surrogates", 200, $$"""{"value": [{{Answer.Json(Ready)}}, {{Answer.Json(failed)}}]}""");

        var run = await CliRun.OfAsync(platform, "surrogate", "list", "--output", "csv");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Out.ReplaceLineEndings("\n").ShouldBe(
            """
            id,kind,status,created,space,predicts,examples,held-out tau,fit s
            s1-g3,ridge,Ready,2026-11-22T22:00:00Z,nasbench201,accuracy,24,0.714,1.25
            s2-g1,ridge,Failed,2026-11-22T22:00:00Z,nasbench201,accuracy,24,,1.25

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Show_Surrogate_InEveryFormat()
    {
        using var platform = new FakePlatform()
            .Answer("GET /api/surrogates/s1-g3", 200, Answer.Json(Ready))
            .Answer("GET /api/surrogates/s1-g3", 200, Answer.Json(Ready));

        var table = await CliRun.OfAsync(platform, "surrogate", "show", "s1-g3");
        var json = await CliRun.OfAsync(platform, "surrogate", "show", "s1-g3", "--output", "json");

        table.Out.ShouldContain("held-out spearman, accuracy");
        table.Out.ShouldContain("0.85");
        JsonNode.Parse(json.Out)!["metadata"]!["heldOut"]!["kendallTauB"]!.GetValue<double>().ShouldBe(0.714);
    }

    [Fact]
    public async Task Fit_UnknownKind_IsUsage()
    {
        using var platform = new FakePlatform();

        var run = await CliRun.OfAsync(platform, "surrogate", "fit", "s1", "--kind", "crystal-ball");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("crystal-ball");
        platform.Received.ShouldBeEmpty();
    }
}
