using System.Text;
using System.Text.Json.Nodes;
using Serverless.Algorithms;
using Serverless.Cli.Commands;
using Serverless.Cli.Output;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Commands;

public sealed class ValidateCommandTests
{
    const string TrainingRequest = """
        {
          "space": {"name": "nasbench201"}, "dataset": {"name": "fashion-mnist"},
          "objectives": [{"metric": "accuracy", "goal": "maximise"}, {"metric": "latencyMs", "goal": "minimise", "device": "board"}],
          "algorithm": {"name": "nsga2"}, "budgets": {"trainings": 4}
        }
        """;

    const string TableRequest = """
        {
          "space": {"name": "nasbench201"}, "evaluator": {"kind": "table", "table": "my-table"},
          "objectives": [{"metric": "accuracy", "goal": "maximise"}, {"metric": "anything", "goal": "minimise"}],
          "algorithm": {"name": "nsga2"}, "budgets": {"evaluations": 4}
        }
        """;

    public static TheoryData<string> Examples { get; } =
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "examples"), "*.json").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Validate_Example_IsValid(string example)
    {
        var run = await CliRun.OfAsync(["validate", Path.Combine(Repository.Root, "examples", example)], []);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
    }

    [Fact]
    public async Task Validate_OwnSpace_TellsWhatTenNetworksCost()
    {
        var run = await CliRun.OfAsync(["validate", Path.Combine(Repository.Root, "examples", "own-space-mlp.json")], []);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        var lines = run.Out.TrimEnd().Split('\n');
        lines.Length.ShouldBe(1 + 2 + 10 + 1);
        lines[3].ShouldMatch(@"^ +[\d,]+ +[\d,]+ +[\d,]+  layers=\d units1=\d+ dropout1=0\.\d+");
        lines[^1].ShouldMatch(@"^parameters [\d,]+ to [\d,]+, MACs [\d,]+ to [\d,]+, bit operations [\d,]+ to [\d,]+; try training them: serverless validate --train ");
    }

    [Theory]
    [InlineData(0, ExitCodes.Done, "")]
    [InlineData(1, ExitCodes.Failure, "was not possible")]
    [InlineData(2, ExitCodes.Failure, "was not possible")]
    [InlineData(3, ExitCodes.Failure, "not all of its networks could be trained")]
    public async Task Validate_Train_HasAWorkerTryWhatWasChecked(int status, int exitCode, string conclusion)
    {
        var request = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "examples", "own-space-mlp.json"));
        var tried = new List<string>();

        var run = await CliRun.InAsync(["validate", "--train", "-"], console => console with
        {
            In = new MemoryStream(request),
            RunWorkerAsync = async (surroundings, arguments, _) =>
            {
                tried.AddRange([arguments[0], await File.ReadAllTextAsync(arguments[1], CancellationToken.None)]);
                await surroundings.Out.WriteLineAsync("0.010 s loss 2.3");
                return status;
            },
        });

        run.ExitCode.ShouldBe(exitCode, run.Error);
        tried.ShouldBe(["try", Encoding.UTF8.GetString(request)]);
        run.Out.ShouldContain("0.010 s loss 2.3");
        run.Out.ShouldNotContain("try training them");
        run.Error.ShouldContain(conclusion);
        run.Error.Contains("reason is shown above", StringComparison.Ordinal).ShouldBe(status is 1 or 2);
    }

    [Fact]
    public async Task Validate_TrainOfAFaultyRequest_TrainsNothing()
    {
        var run = await CliRun.InAsync(["validate", "--train", "-"], console => console with
        {
            In = new MemoryStream("{}"u8.ToArray()),
            RunWorkerAsync = (_, _, _) => throw new InvalidOperationException("Nothing is to be tried."),
        });

        run.ExitCode.ShouldBe(ExitCodes.Usage);
    }

    [Fact]
    public async Task Validate_AlgorithmThatSaysHowFar_TellsTheEpochs()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "shemoa.json");
        await File.WriteAllTextAsync(file, """
            {"space":{"name":"nasbench201"},"dataset":{"name":"fashion-mnist"},
             "objectives":[{"metric":"accuracy","goal":"maximise"},{"metric":"macs","goal":"minimise"}],
             "training":{"epochs":9},"algorithm":{"name":"shemoa"},"budgets":{"epochs":270}}
            """);

        var run = await CliRun.OfAsync(["validate", file], []);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Out.ShouldContain("shemoa chooses how long each candidate is trained: 1, 3 or 9 epochs");
    }

    [Fact]
    public async Task Validate_SeveralFaults_TellsAllWithTheirPlaces()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "bad.json");
        await File.WriteAllTextAsync(file, """
            {"space":{"name":"nasbench2001"},"dataset":{"name":"fashion-mnist"},"objectives":[{"metric":"accuracy","goal":"up"}],
             "algorithm":{"name":"nsga2"},"budgets":{"trainings":0},"colour":"red"}
            """);

        var run = await CliRun.OfAsync(["validate", file], []);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        foreach (var place in (string[])["/space/name", "/objectives/0/goal", "/budgets/trainings", "/colour"])
        {
            run.Error.ShouldContain(place + ":");
        }
    }

    [Theory]
    [InlineData("/objectives/1/device", TrainingRequest)]
    [InlineData("/evaluator/table", TableRequest)]
    public async Task Validate_NameThatOnlyAPlatformKnows_IsNoFaultAndSaidToBeUnchecked(string place, string request)
    {
        var run = await CliRun.InAsync(["validate", "-"], console => console with { In = new MemoryStream(Encoding.UTF8.GetBytes(request)) });

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Out.ShouldContain("valid as far as can be checked without a platform");
        run.Error.ShouldContain($"{place}: Cannot be checked without a platform: ");
        run.Error.ShouldContain("--url");
    }

    [Fact]
    public async Task Validate_DeviceThatIsNearlyKnown_SuggestsIt()
    {
        var request = (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "examples", "quickstart.json")))
            .Replace("local-cpu", "lokal-cpu", StringComparison.Ordinal);

        var run = await CliRun.InAsync(["validate", "-"], console => console with { In = new MemoryStream(Encoding.UTF8.GetBytes(request)) });

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Error.ShouldContain("Did you mean 'local-cpu'?");
    }

    [Fact]
    public async Task Validate_WithUrl_AsksThePlatform()
    {
        using var platform = new FakePlatform().Answer(
            "POST /api/searches:validate",
            422,
            """{"title":"Not valid.","status":422,"code":"invalidRequest","errors":{"/objectives/1/device":["There is no such device."]}}""",
            "application/problem+json");

        var run = await CliRun.OfAsync(platform, "validate", Path.Combine(Repository.Root, "examples", "quickstart.json"));

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("/objectives/1/device: There is no such device.");
    }

    [Fact]
    public async Task Validate_WithUrlAndValid_NamesThePlatform()
    {
        using var platform = new FakePlatform().Answer("POST /api/searches:validate", 200, Answer.Json(Samples.Request()));

        var run = await CliRun.OfAsync(platform, "validate", Path.Combine(Repository.Root, "examples", "quickstart.json"));

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Out.ShouldContain($"is valid on {platform.Address}");
    }

    [Fact]
    public async Task Validate_ThresholdThatNothingReaches_IsValidWithAWarning()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "warned.json");
        var quickstart = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "examples", "quickstart.json"));
        var request = JsonNode.Parse(quickstart)!;
        request["objectives"]![0]!["threshold"] = 150;
        await File.WriteAllTextAsync(file, request.ToJsonString());

        var run = await CliRun.OfAsync(["validate", file], []);

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Out.ShouldContain("is valid");
        run.Error.ShouldStartWith("Warning: /objectives/0/threshold: No accuracy is better than 150");
    }

    [Fact]
    public void Algorithms_HereAndOnThePlatform_AreTheSame() => ValidateCommand.Algorithms.ShouldBe(SearchAlgorithms.Names);
}
