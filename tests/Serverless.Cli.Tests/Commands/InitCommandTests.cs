using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Algorithms.Options;
using Serverless.Cli.Local;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Commands;

public sealed class InitCommandTests
{
    public static TheoryData<string> Spaces => [.. SearchSpaces.Trainable];

    [Theory]
    [MemberData(nameof(Spaces))]
    public async Task Init_AnySpace_WritesARequestThatIsValid(string space)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "search.json");

        var run = await CliRun.OfAsync(["init", path, "--space", space, "--algorithm", "nsga2"], []);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Out.Trim().ShouldBe(path);
        var check = await CliRun.OfAsync(["validate", path], []);
        check.ExitCode.ShouldBe(ExitCodes.Done, check.Error);
    }

    public static TheoryData<string, int, string?> OfOwnFidelities =>
    [
        .. AlgorithmDescription.All.Where(description => description.DecidesFidelities).Select(description => (description.Name, 40, (string?)null)),
        ("shemoa", 12, "\"populationSize\": 6"),
        ("shemoa", 3, "\"populationSize\": 2"),
        ("shemoa", 1, "\"rungs\": 1"),
    ];

    [Theory]
    [MemberData(nameof(OfOwnFidelities))]
    public async Task Init_AlgorithmThatSaysHowFar_WritesARequestWithEpochsForItsFront(string algorithm, int trainings, string? option)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "search.json");

        var run = await CliRun.OfAsync(["init", path, "--algorithm", algorithm, "--trainings", $"{trainings}"], []);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        var written = await File.ReadAllTextAsync(path);
        var request = Read(written);
        ((int?)request["budgets"]!["epochs"]).ShouldBe(12 * trainings);
        request["algorithm"]!.AsObject().Count.ShouldBe(option is null ? 1 : 2);
        written.ShouldContain(option ?? algorithm);
        var check = await CliRun.OfAsync(["validate", path], []);
        check.ExitCode.ShouldBe(ExitCodes.Done, check.Error);
        check.Error.ShouldNotContain("Warning");
    }

    [Fact]
    public async Task Init_AlgorithmThatNeedsASpaceOfItsOwn_NamesTheExample()
    {
        var run = await CliRun.OfAsync(["init", "-", "--algorithm", "bulk-and-cut"], []);

        run.ExitCode.ShouldNotBe(ExitCodes.Done);
        run.Error.ShouldContain("start with examples/own-space-cnn.json");
    }

    [Fact]
    public async Task Init_InAWorkingCopy_NamesTheSchemaForEditors()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "search.json");

        await CliRun.OfAsync(["init", path], new Dictionary<string, string> { [Checkout.Variable] = Repository.Root });

        var schema = (string?)Read(await File.ReadAllTextAsync(path))["$schema"];
        File.Exists(Path.Combine(folder.Path, schema.ShouldNotBeNull())).ShouldBeTrue();
    }

    [Fact]
    public async Task Init_FileThatIsThere_IsKept()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "search.json");
        await File.WriteAllTextAsync(path, "mine");

        var run = await CliRun.OfAsync(["init", path], []);

        (run.ExitCode, await File.ReadAllTextAsync(path)).ShouldBe((ExitCodes.Conflict, "mine"));
        run.Error.ShouldContain("--force");
        (await CliRun.OfAsync(["init", path, "--force"], [])).ExitCode.ShouldBe(ExitCodes.Done);
        (await File.ReadAllTextAsync(path)).ShouldContain("my-search");
    }

    [Fact]
    public async Task Init_ToStandardOutput_IsTheRequestAlone()
    {
        var run = await CliRun.OfAsync(["init", "-", "--trainings", "7"], []);

        ((int?)Read(run.Out)["budgets"]!["trainings"]).ShouldBe(7);
        run.Error.ShouldContain("validate");
    }

    [Fact]
    public async Task Init_Commented_SaysOfEverySectionWhatItMeansAndIsOtherwiseThePlainOne()
    {
        string[] command = ["init", "-", "--objectives", "accuracy,energyMj,parameters", "--device", "board"];

        var commented = (await CliRun.OfAsync(command, [])).Out;
        var plain = (await CliRun.OfAsync([.. command, "--plain"], [])).Out;

        var request = JsonNode.Parse(plain)!.AsObject();
        JsonNode.DeepEquals(Read(commented), request).ShouldBeTrue(commented);
        var lines = commented.TrimEnd().Split('\n');
        request.ShouldAllBe(section => lines[Array.FindIndex(lines, line => line.StartsWith($"  \"{section.Key}\":", StringComparison.Ordinal)) - 1].StartsWith("  // "));
        lines.ShouldAllBe(line => line.Length <= 180);
        commented.ShouldContain("//   energyMj (mJ): Energy");
        request["objectives"]!.AsArray().Select(objective => $"{objective!["metric"]} {objective["goal"]} {objective["device"]}")
            .ShouldBe(["accuracy maximise ", "energyMj minimise board", "parameters minimise "]);
    }

    [Theory]
    [InlineData("accuracy,latency")]
    [InlineData("accuracy,accuracy")]
    [InlineData("")]
    public async Task Init_OtherObjectives_AreRefused(string objectives)
    {
        var run = await CliRun.OfAsync(["init", "-", "--objectives", objectives], []);

        (run.ExitCode, run.Out).ShouldBe((ExitCodes.Usage, ""));
        run.Error.ShouldContain("--objectives must be one or more of accuracy, latencyMs");
    }

    [Fact]
    public async Task Init_AtATerminalWithoutOptions_AsksAndAsksAgainWhereAnAnswerWillNotDo()
    {
        var run = await AskedAsync("nowhere\n\nsize\naccuracy, macs , latencyMs\n no one \nboard\nmobile\n0\n12\n", ["init", "-"]);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        var request = Read(run.Out);
        ((string?)request["dataset"]!["name"], (string?)request["space"]!["name"], (int?)request["budgets"]!["trainings"]).ShouldBe(("fashion-mnist", "mobile", 12));
        request["objectives"]!.AsArray().Select(objective => $"{objective!["metric"]}{objective["device"]}").ShouldBe(["accuracy", "macs", "latencyMsboard"]);
        foreach (var part in (string[])["[fashion-mnist]: 'nowhere': There is no such folder.", "[accuracy,latencyMs]: ", "'0': Enter a whole number from 1"])
        {
            run.Error.ShouldContain(part);
        }
    }

    [Fact]
    public async Task Init_AtATerminalWhereNobodyAnswersAnyMore_TakesWhatIsInBrackets()
    {
        var asked = await AskedAsync("", ["init", "-"]);
        var unasked = await CliRun.OfAsync(["init", "-"], []);

        (asked.ExitCode, asked.Out).ShouldBe((unasked.ExitCode, unasked.Out));
        unasked.Error.ShouldNotContain("]: ");
    }

    [Fact]
    public async Task Init_WithAnOption_AsksNothing() => (await AskedAsync("", ["init", "-", "--trainings", "24"])).Error.ShouldNotContain("]: ");

    static Task<CliRun> AskedAsync(string answers, string[] command) =>
        CliRun.InAsync(command, console => console with { CanAsk = true, In = new MemoryStream(Encoding.UTF8.GetBytes(answers)) });

    static JsonObject Read(string text) =>
        JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!.AsObject();
}
