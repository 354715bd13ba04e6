using Serverless.Cli.Output;
using Serverless.Core.Generators;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Cli.Tests.Commands;

public sealed class GeneratorCommandTests
{
    const string Cell = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|nor_conv_1x1~2|";

    static readonly GeneratorEntry Ready = new()
    {
        Id = "gen-s1",
        Kind = "modnas",
        Status = SurrogateStatus.Ready,
        CreatedAt = new DateTimeOffset(2026, 11, 22, 22, 0, 0, TimeSpan.Zero),
        Searches = [],
        Table = new GeneratorRows { Name = "nb201", Rows = 300 },
        Space = new SpaceSpecification { Name = "nasbench201", Channels = 16, CellsPerStage = 5 },
        Shape = new ImageShape(3, 32, 32, 10),
        Dataset = "nb201",
        Fidelity = "full",
        Quality = new Objective { Metric = "c10_test_200", Goal = Goal.Maximise },
        Cost = new Objective { Metric = "latencyMs", Goal = Goal.Minimise },
        References = [Cell, "another"],
        Devices = [new GeneratorDevice("phone", [1.5, 7.25], 0.875)],
        Examples = 300,
        Seed = 0,
        HeldOut = new SurrogateQuality { Size = 60, Spearman = [0.75] },
        FitSeconds = 12.5,
    };

    static readonly GeneratorEntry Fitting = Ready with
    {
        Status = SurrogateStatus.Fitting,
        HeldOut = null,
        FitSeconds = null,
        Progress = new GeneratorProgress { Stage = "cost", Done = 20, Total = 100, Seconds = 3, Worker = "w1", At = DateTimeOffset.UnixEpoch },
    };

    [Fact]
    public async Task Fit_AllOptions_PostsThemOnceAndWaitsUntilItIsReady()
    {
        using var platform = new FakePlatform()
            .Answer("POST /api/generators", 202, Answer.Json(Fitting))
            .Answer("GET /api/generators/gen-s1", 200, Answer.Json(Ready));

        var run = await CliRun.OfAsync(
            platform, "generator", "fit", "s1", "s2", "--kind", "pnag", "--table", "nb201", "--rows", "50", "--quality", "c10_test_200", "--cost", "energyMj", "--column", "eyeriss=c10_eyeriss_energy_mj",
            "--column", "c10_fpga_energy_mj", "--device", "board", "--seed", "3", "--steps", "10", "--balancer", "mgda", "--max-seconds", "60", "--wait", "--output", "id");

        (run.ExitCode, run.Out).ShouldBe((ExitCodes.Done, "gen-s1\n"), run.Error);
        platform.Received.ShouldContain(request => request.Body ==
            """{"kind":"pnag","searches":["s1","s2"],"table":{"name":"nb201","rows":50},"quality":"c10_test_200","cost":"energyMj","devices":[{"name":"eyeriss","column":"c10_eyeriss_energy_mj"},{"column":"c10_fpga_energy_mj"},{"id":"board"}],"seed":3,"steps":10,"balancer":"mgda","maxSeconds":60}""");
        run.Error.ShouldContain("cost 20/100");
        run.Error.ShouldContain("serverless generator ask gen-s1");
    }

    [Fact]
    public async Task Fit_ThatFails_EndsWithWhy()
    {
        using var platform = new FakePlatform()
            .Answer("POST /api/generators", 202, Answer.Json(Fitting with { Status = SurrogateStatus.Failed, Error = "Too little is known." }));

        var run = await CliRun.OfAsync(platform, "generator", "fit", "s1", "--device", "board", "--wait");

        run.ExitCode.ShouldBe(ExitCodes.Failure);
        run.Error.ShouldContain("Too little is known.");
    }

    [Theory]
    [InlineData("--table")]
    [InlineData("specify it with --table", "s1", "--column", "x")]
    [InlineData("'magic' not recognized", "s1", "--kind", "magic")]
    public async Task Fit_WhatCannotBe_IsUsage(string expected, params string[] arguments)
    {
        using var platform = new FakePlatform();

        var run = await CliRun.OfAsync(platform, ["generator", "fit", .. arguments]);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain(expected);
    }

    [Fact]
    public async Task List_Generators_SaysHowFarTheyAre()
    {
        using var platform = new FakePlatform().Answer("GET /api/generators", 200, $$"""{"value": [{{Answer.Json(Ready)}}, {{Answer.Json(Fitting with { Id = "gen-s2" })}}]}""");

        var run = await CliRun.OfAsync(platform, "generator", "list", "--output", "csv");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Out.ReplaceLineEndings("\n").ShouldBe(
            """
            id,kind,status,progress,created,space,quality,cost,devices,examples,fit s
            gen-s1,modnas,Ready,,2026-11-22T22:00:00Z,nasbench201,c10_test_200,latencyMs,1,300,12.5
            gen-s2,modnas,Fitting,cost 20/100,2026-11-22T22:00:00Z,nasbench201,c10_test_200,latencyMs,1,300,

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Show_AGenerator_SaysWhatItKnowsAndHowWell()
    {
        using var platform = new FakePlatform().Answer("GET /api/generators/gen-s1", 200, Answer.Json(Ready));

        var run = await CliRun.OfAsync(platform, "generator", "show", "gen-s1");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Out.ShouldContain("device phone");
        run.Out.ShouldContain("held-out spearman 0.8");
        run.Out.ShouldContain("--space nasbench201 --channels 16 --cells 5 --shape 3x32x32x10");
    }

    [Fact]
    public async Task Ask_WithALimit_GetsAndShowsArchitecturesWithTheirDeviations()
    {
        var answer = Answer.Json(new GeneratorAnswer
        {
            Generator = "gen-s1",
            Device = "phone",
            Limit = 5.5,
            Seed = 2,
            Drawn = 96,
            Distinct = 40,
            LeastCost = 0.75,
            Architectures = [new("c1", Cell, new Dictionary<string, double> { ["accuracy"] = 91.5, ["latencyMs@phone"] = 4.25 }, new Dictionary<string, double> { ["accuracy"] = 0.5, ["latencyMs@phone"] = 0.125 })],
        });
        using var platform = new FakePlatform()
            .Answer("GET /api/generators/gen-s1/architectures?device=phone&count=3&seed=2&latencyMs=5.5", 200, answer)
            .Answer("GET /api/generators/gen-s1/architectures?device=phone&count=10&seed=0", 200, answer);

        var csv = await CliRun.OfAsync(platform, "generator", "ask", "gen-s1", "--device", "phone", "--latency-ms", "5.5", "--count", "3", "--seed", "2", "--output", "csv");
        var json = await CliRun.OfAsync(platform, "generator", "ask", "gen-s1", "--device", "phone", "--output", "json");

        csv.ExitCode.ShouldBe(ExitCodes.Done, csv.Error);
        csv.Out.ReplaceLineEndings("\n").ShouldBe($"candidate,accuracy,±,latencyMs@phone,±,architecture\nc1,91.5,0.5,4.25,0.125,{Cell}\n");
        csv.Error.ShouldContain("96 were drawn, 40 of them distinct");
        json.Out.ShouldContain("\"leastCost\": 0.75");
    }

    [Theory]
    [InlineData("--device")]
    [InlineData("only one of --latency-ms and --energy-mj", "--device", "phone", "--latency-ms", "1", "--energy-mj", "1")]
    [InlineData("--count must be 1 to 100", "--device", "phone", "--count", "0")]
    [InlineData("--latency-ms must be greater than 0", "--device", "phone", "--latency-ms", "0")]
    public async Task Ask_WhatCannotBe_IsUsage(string expected, params string[] arguments)
    {
        using var platform = new FakePlatform();

        var run = await CliRun.OfAsync(platform, ["generator", "ask", "gen-s1", .. arguments]);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain(expected);
    }

    [Fact]
    public async Task References_OfAGeneratorOrASpace_AreListedWithHowToMeasureThem()
    {
        using var platform = new FakePlatform().Answer("GET /api/generators/gen-s1", 200, Answer.Json(Ready));

        var known = await CliRun.OfAsync(platform, "generator", "references", "gen-s1", "--output", "id");
        var space = await CliRun.OfAsync(platform, "generator", "references", "--space", "nasbench201", "--output", "json");

        known.Out.ReplaceLineEndings("\n").ShouldBe($"{Cell}\nanother\n");
        known.Error.ShouldContain("./serverless device measure --references --space nasbench201 --channels 16 --cells 5 --shape 3x32x32x10 --append DEVICE.csv");
        space.Out.Count(character => character == '|').ShouldBe(10 * 6 * 2 - (10 * 3), "six edges, three nodes");
    }

    [Fact]
    public async Task References_OfAGeneratorForEnergy_SaysHowToGiveWhatTheCommandDoesNotMeasure()
    {
        var energy = Ready with { Cost = Ready.Cost with { Metric = "energyMj" } };
        using var platform = new FakePlatform().Answer("GET /api/generators/gen-s1", 200, Answer.Json(energy));

        var run = await CliRun.OfAsync(platform, "generator", "references", "gen-s1");

        run.Error.ShouldContain("Measure the energyMj of each on the device by other means");
        run.Error.ShouldContain("'# --space nasbench201 --channels 16 --cells 5 --shape 3x32x32x10' and 'architecture,energyMj'");
        run.Error.ShouldNotContain("--append");
    }

    [Fact]
    public async Task Register_Measurements_PutsThemWithTheirNetworks()
    {
        using var folder = new Testing.TemporaryFolder();
        var file = Path.Combine(folder.Path, "ten.csv");
        await File.WriteAllTextAsync(file, $"# --space nasbench201 --channels 16 --cells 5 --shape 3x32x32x10\narchitecture,latencyMs\n{Cell},2.5\n");
        using var platform = new FakePlatform().Answer("PUT /api/devices/board", 201, """{"schemaVersion":1,"id":"board","kind":"measured","tables":{}}""");

        var run = await CliRun.OfAsync(platform, "device", "register", "board", "--measurements", file);
        await File.WriteAllTextAsync(file, $"architecture,latencyMs\n{Cell},2.5\n");
        var nameless = await CliRun.OfAsync(platform, "device", "register", "board", "--measurements", file);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        platform.Received.ShouldHaveSingleItem().Body.ShouldContain(
            """
            "measurements":[{"metric":"latencyMs","networks":{"space":"nasbench201","channels":16,"cellsPerStage":5,"shape":"3x32x32x10"},"values":[{"architecture":
            """);
        nameless.ExitCode.ShouldBe(ExitCodes.Usage);
        nameless.Error.ShouldContain("does not specify the size of its networks");
    }
}
