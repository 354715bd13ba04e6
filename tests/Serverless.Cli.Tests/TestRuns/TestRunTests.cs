using Serverless.Testing;
using Serverless.TestRunner;

namespace Serverless.Cli.Tests.TestRuns;

/// <summary>The runner of <c>./serverless test</c>, with programs that write what xunit programs would.</summary>
public sealed class TestRunTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly StringWriter _output = new();

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
    }

    [Fact]
    public async Task Run_AllPass_LastLineIsTheSum()
    {
        (await RunAsync(Program("First", Xml(passed: 3, skipped: 1)), Program("Second", Xml(passed: 4)))).ShouldBe(0);

        Lines[^1].ShouldBe("7 passed, 0 failed");
        Lines[^2].ShouldContain("1 skipped");
        Lines.ShouldContain(line => line.StartsWith("First: 3 passed, 0 failed, 1 skipped, "));
    }

    [Fact]
    public async Task Run_SomeFail_NamesEachWithItsMessageAboveTheLastLine()
    {
        (await RunAsync(Program("First", Xml(passed: 3, failed: ["A.One", "A.Two"], errors: ["Fixture"]), exitCode: 1), Program("Second", Xml(passed: 4)))).ShouldBe(1);

        Lines[^8..^2].ShouldBe(["FAILED A.One", "    A.One was wrong", "FAILED A.Two", "    A.Two was wrong", "FAILED test-collection-cleanup Fixture", "    Fixture was wrong"]);
        Lines[^1].ShouldBe("7 passed, 3 failed");
        Output.ShouldContain("    at A.One()\n");
    }

    [Fact]
    public async Task Run_ProgramCrashes_IsAFailureAndShowsTheEndOfItsLog()
    {
        (await RunAsync(Program("First", xml: null, exitCode: 134), Program("Second", Xml(passed: 4)))).ShouldBe(1);

        Output.ShouldContain($"FAILED First ended with exit status 134\n    Full output: {Path.Combine(_folder.Path, "First.log")}\n    said before the end\n");
        Lines[^1].ShouldBe("4 passed, 1 failed");
    }

    [Fact]
    public async Task Run_ProgramFailsAfterItsTestsPassed_IsAFailure()
    {
        await RunAsync(Program("First", Xml(passed: 3), exitCode: 139));

        Lines[^1].ShouldBe("3 passed, 1 failed");
    }

    [Fact]
    public async Task Run_ProgramTakesTooLong_IsKilledAndAFailure()
    {
        var run = new TestRun(_folder.Path, _output) { Limit = TimeSpan.FromMilliseconds(100) };

        (await run.RunAsync(() => [new TestProgram("First", ["sh", "-c", "sleep 600", "sh", TestProgram.Results], _folder.Path)], CancellationToken.None)).ShouldBe(1);

        Output.ShouldContain("FAILED First was killed after 00:00:00.1000000");
        Lines[^1].ShouldBe("0 passed, 2 failed");
    }

    [Fact]
    public async Task Run_NoTestAtAll_IsAFailure()
    {
        (await RunAsync()).ShouldBe(1);

        Lines[^1].ShouldBe("0 passed, 1 failed");
    }

    [Fact]
    public async Task Run_PlanCannotBeMade_SaysWhyAndFails()
    {
        (await new TestRun(_folder.Path, _output).RunAsync(() => throw new CliException(1, "X is not built."), CancellationToken.None)).ShouldBe(1);

        Output.ShouldContain("X is not built.");
        Lines[^1].ShouldBe("0 passed, 1 failed");
    }

    [Fact]
    public async Task Run_EachProgram_HasAHomeOfItsOwn()
    {
        await RunAsync(new TestProgram("First", ["sh", "-c", "echo $HOME"], _folder.Path));

        (await File.ReadAllTextAsync(Path.Combine(_folder.Path, "First.log"))).ShouldBe(Path.Combine(_folder.Path, "home", "First") + "\n");
    }

    string Output => _output.ToString().ReplaceLineEndings("\n");

    string[] Lines => Output.TrimEnd('\n').Split('\n');

    Task<int> RunAsync(params IReadOnlyList<TestProgram> programs) => new TestRun(_folder.Path, _output).RunAsync(() => programs, CancellationToken.None);

    TestProgram Program(string name, string? xml, int exitCode = 0)
    {
        var written = Path.Combine(_folder.Path, name + ".written");
        File.WriteAllText(written, xml ?? "");
        var write = xml is null ? "true" : $"cp '{written}' \"$1\"";
        return new TestProgram(name, ["sh", "-c", $"echo said before the end; {write}; exit {exitCode}", "sh", TestProgram.Results], _folder.Path);
    }

    static string Xml(int passed, int skipped = 0, string[]? failed = null, string[]? errors = null) =>
        $"""
        <assemblies><assembly name="x" passed="{passed}" failed="{failed?.Length ?? 0}" skipped="{skipped}" not-run="0" errors="{errors?.Length ?? 0}" time="1.5">
        <errors>{string.Concat((errors ?? []).Select(name => $"<error type=\"test-collection-cleanup\" name=\"{name}\">{Failure(name)}</error>"))}</errors>
        <collection>{string.Concat((failed ?? []).Select(name => $"<test name=\"{name}\" result=\"Fail\">{Failure(name)}</test>"))}<test name="p" result="Pass"/></collection>
        </assembly></assemblies>
        """;

    static string Failure(string name) => $"<failure><message><![CDATA[{name} was wrong]]></message><stack-trace><![CDATA[at {name}()]]></stack-trace></failure>";
}
