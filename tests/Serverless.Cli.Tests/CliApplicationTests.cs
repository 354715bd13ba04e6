using Serverless.Testing;

namespace Serverless.Cli.Tests;

public sealed class CliApplicationTests
{
    [Fact]
    public async Task Run_MistypedCommand_SuggestsTheNearestAndKeepsStdoutEmpty()
    {
        var run = await CliRun.OfAsync(["serch"], []);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("search");
        run.Error.ShouldContain("See: serverless --help");
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_Help_IsAnAnswer()
    {
        var run = await CliRun.OfAsync(["search", "start", "--help"], []);

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Out.ShouldContain("serverless search start <FILE>");
    }

    [Fact]
    public async Task Run_NobodyListens_TellsHowToStartAPlatform()
    {
        var address = FormattableString.Invariant($"http://127.0.0.1:{FreePorts.Take(1)[0]}");

        var run = await CliRun.OfAsync(["search", "list", "--url", address], []);

        run.ExitCode.ShouldBe(ExitCodes.Failure);
        run.Error.ShouldContain(address);
        run.Error.ShouldContain("./serverless up");
    }

    [Fact]
    public async Task Run_AddressIsNone_IsAUsageError()
    {
        var run = await CliRun.OfAsync(["search", "list"], new() { ["SERVERLESS_URL"] = "localhost:7071" });

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("SERVERLESS_URL");
    }

    [Theory]
    [InlineData(400, ExitCodes.Usage)]
    [InlineData(401, ExitCodes.NotAllowed)]
    [InlineData(403, ExitCodes.NotAllowed)]
    [InlineData(404, ExitCodes.NotFound)]
    [InlineData(409, ExitCodes.Conflict)]
    [InlineData(422, ExitCodes.Usage)]
    [InlineData(500, ExitCodes.Failure)]
    public async Task Run_ErrorAnswer_HasItsExitCode(int status, int exitCode)
    {
        using var platform = new FakePlatform().Answer("GET /api/searches/s1", status, "");

        (await CliRun.OfAsync(platform, "search", "show", "s1")).ExitCode.ShouldBe(exitCode);
    }

    [Fact]
    public async Task Run_ProblemAnswer_TellsEveryFaultWithItsPlace()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "request.json");
        await File.WriteAllTextAsync(file, "{}");
        using var platform = new FakePlatform().Answer(
            "POST /api/searches",
            422,
            """{"type":"about:blank","title":"The request is not valid.","status":422,"detail":"Nothing was created.","code":"invalidRequest","traceId":"t-77","errors":{"/space":["Required."],"/budgets/trainings":["Is 0; at least 1."]}}""",
            "application/problem+json");

        var run = await CliRun.OfAsync(platform, "search", "start", file);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldBe(
            "Error: The request is not valid. Nothing was created. (invalidRequest, 422)\n" +
            "  /space: Required.\n" +
            "  /budgets/trainings: Is 0; at least 1.\n" +
            "  Trace id: t-77\n");
    }

    [Fact]
    public async Task Run_NoKeyAccepted_TellsHowToGiveOne()
    {
        using var platform = new FakePlatform().Answer("GET /api/devices", 401, "");

        var run = await CliRun.OfAsync(platform, "device", "list");

        run.Error.ShouldContain("SERVERLESS_KEY_FILE");
    }
}
