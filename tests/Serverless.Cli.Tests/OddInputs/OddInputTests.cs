using System.Reflection;
using Serverless.Cli.Output;
using Serverless.Testing;

namespace Serverless.Cli.Tests.OddInputs;

/// <summary>Whatever the arguments, environment values and output, the client ends with one of its documented exit codes.</summary>
public sealed class OddInputTests : IDisposable
{
    const int RunsOfEach = 60;

    static readonly int[] Known = [.. typeof(ExitCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (int)field.GetValue(null)!)];

    readonly FakePlatform _platform = new();
    readonly TemporaryFolder _folder = new();

    public static TheoryData<string> CommandNames => [.. OddCommandLines.Commands.Select(command => string.Join(' ', command.Words))];

    public void Dispose()
    {
        _platform.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(CommandNames))]
    public async Task Run_OddArguments_EndWithAKnownExitCodeAndNoStackTrace(string name)
    {
        var (words, command) = OddCommandLines.Commands.Single(command => string.Join(' ', command.Words) == name);
        var random = new Random(name.Sum(letter => letter));
        for (var run = 0; run < RunsOfEach; run++)
        {
            var line = OddCommandLines.Draw(command, words, _platform.Address, random);
            var variables = OddCommandLines.DrawVariables(random);
            var result = await CliRun.InAsync(
                line,
                console => console with { Variable = variables.GetValueOrDefault, Clock = new HastyClock(), In = new MemoryStream([.. "{"u8]), OutWidth = random.Next(1, 200) });

            var shown = string.Join(' ', line.Select(word => $"«{(word.Length > 100 ? word[..100] + "…" : word)}»")) + string.Join(' ', variables);
            Known.ShouldContain(result.ExitCode, shown);
            result.Error.ShouldNotContain(CliApplication.Unforeseen, customMessage: shown);
            result.Error.ShouldNotContain("   at ", customMessage: shown);
        }
    }

    [Theory]
    [InlineData("search", "list")]
    [InlineData("search", "show", "s1")]
    [InlineData("search", "list", "-o", "json")]
    [InlineData("front", "show", "s1", "-o", "csv")]
    [InlineData("device", "list")]
    [InlineData("doctor")]
    [InlineData("--help")]
    [InlineData("search", "list", "--help")]
    [InlineData("--version")]
    public async Task Run_FullOutput_IsSaidOnceAndFails(params string[] line)
    {
        using var platform = Answering();

        var run = await CliRun.InAsync([.. line, "--url", platform.Address], console => console with { Out = new FullWriter() });

        run.ExitCode.ShouldBe(ExitCodes.Failure);
        run.Error.ShouldBe("Error: The output cannot be written: No space left on device\n");
    }

    [Theory]
    [InlineData(ExitCodes.Done, "search", "pause", "s1")]
    [InlineData(ExitCodes.Usage, "search", "shwo", "s1")]
    [InlineData(ExitCodes.NotFound, "search", "show", "s2")]
    public async Task Run_FullErrorOutput_ChangesNothing(int exitCode, params string[] line)
    {
        using var platform = Answering();

        (await CliRun.InAsync([.. line, "--url", platform.Address], console => console with { Error = new FullWriter() })).ExitCode.ShouldBe(exitCode);
    }

    [Theory]
    [InlineData("@s1")]
    [InlineData("@/no/such/file")]
    public async Task Run_ArgumentThatBeginsWithAt_IsTakenAsItIs(string id)
    {
        var run = await CliRun.OfAsync(_platform, "search", "show", id);

        run.ExitCode.ShouldBe(ExitCodes.NotFound);
        _platform.Received.Single().MethodAndPath.ShouldBe($"GET /api/searches/{Uri.EscapeDataString(id)}");
    }

    [Theory]
    [InlineData("search", "show", "")]
    [InlineData("search", "cancel", " ")]
    [InlineData("search", "pause", "..")]
    [InlineData("schedule", "remove", "")]
    [InlineData("surrogate", "show", "")]
    [InlineData("candidate", "show", "s1", "")]
    [InlineData("device", "register", "")]
    [InlineData("search", "start", "")]
    [InlineData("search", "list", "-o", "7")]
    [InlineData("search", "list", "--state", "Tired")]
    [InlineData("search", "extend", "s1", "--wall-clock-seconds", "NaN")]
    [InlineData("search", "watch", "s1", "--interval", "0,5")]
    [InlineData("search", "watch", "s1", "--timeout", "1e18")]
    public async Task Run_ValueThatNamesNothing_IsAUsageErrorAndSendsNothing(params string[] line)
    {
        var run = await CliRun.OfAsync(_platform, line);

        run.ExitCode.ShouldBe(ExitCodes.Usage, run.Error);
        _platform.Received.ShouldBeEmpty();
    }

    static FakePlatform Answering() => new FakePlatform()
        .Answer("GET /api/searches", 200, $$"""{"value":[{{Answer.Json(Samples.Search())}}]}""")
        .Answer("GET /api/searches/s1", 200, Answer.Json(Samples.Search()))
        .Answer("GET /api/searches/s1/front", 200, Answer.Json(Samples.Front()))
        .Answer("GET /api/searches/s1/front?format=csv", 200, "accuracy\n1\n", "text/csv")
        .Answer("GET /api/devices", 200, """{"value":[]}""")
        .Answer("GET /api/health", 200, "{}")
        .Answer("POST /api/searches/s1:pause", 202, Answer.Json(Samples.Search()));
}
