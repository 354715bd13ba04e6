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
        var request = JsonNode.Parse(written)!;
        ((int?)request["budgets"]!["epochs"]).ShouldBe(12 * trainings);
        request["algorithm"]!.AsObject().Count.ShouldBe(option is null ? 1 : 2);
        written.ShouldContain(option ?? algorithm);
        var check = await CliRun.OfAsync(["validate", path], []);
        check.ExitCode.ShouldBe(ExitCodes.Done, check.Error);
        check.Error.ShouldNotContain("Warning");
    }

    [Fact]
    public async Task Init_InAWorkingCopy_NamesTheSchemaForEditors()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "search.json");

        await CliRun.OfAsync(["init", path], new Dictionary<string, string> { [Checkout.Variable] = Repository.Root });

        var schema = (string?)JsonNode.Parse(await File.ReadAllTextAsync(path))!["$schema"];
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

        ((int?)JsonNode.Parse(run.Out)!["budgets"]!["trainings"]).ShouldBe(7);
        run.Error.ShouldContain("validate");
    }
}
