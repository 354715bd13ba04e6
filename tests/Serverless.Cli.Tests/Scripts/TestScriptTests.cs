using Serverless.Testing;

namespace Serverless.Cli.Tests.Scripts;

public sealed class TestScriptTests : IDisposable
{
    static readonly string[] Parts = ["environment", "say", "stamp", "restore", "build", "test"];

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunTests_AllPass_LastLineIsTheSum()
    {
        var run = await RunAsync("passed=\"3\" failed=\"0\" skipped=\"1\" not-run=\"0\" errors=\"0\" time=\"1.5\"", exitCode: 0);

        run.ExitCode.ShouldBe(0, run.Error);
        LastLine(run).ShouldBe("6 passed, 0 failed");
        (run.Out + run.Error).ShouldContain("2 skipped");
    }

    [Fact]
    public async Task RunTests_SomeFail_CountsThemAndFails()
    {
        var run = await RunAsync("passed=\"3\" failed=\"2\" skipped=\"0\" not-run=\"0\" errors=\"1\" time=\"1.5\"", exitCode: 1);

        run.ExitCode.ShouldNotBe(0);
        LastLine(run).ShouldBe("6 passed, 6 failed");
    }

    [Fact]
    public async Task RunTests_RunnerCrashes_CountsAsFailed()
    {
        var run = await RunAsync(totals: null, exitCode: 134);

        run.ExitCode.ShouldNotBe(0);
        run.Out.ShouldContain("First.Tests: crashed (exit status 134)");
        LastLine(run).ShouldBe("0 passed, 3 failed");
    }

    [Fact]
    public async Task RunTests_AllPassButTheProcessFails_IsAFailure()
    {
        var run = await RunAsync("passed=\"3\" failed=\"0\" skipped=\"0\" not-run=\"0\" errors=\"0\" time=\"1.5\"", exitCode: 139);

        LastLine(run).ShouldBe("6 passed, 2 failed");
    }

    [Fact]
    public async Task RunTests_BuildFails_LastLineTellsIt()
    {
        var run = await BashRun.OfPartsAsync(_folder.Path, Parts, "check_layout() { :; }\nbuild_solution() { fail 'it does not build'; }\nrun_tests");

        run.ExitCode.ShouldNotBe(0);
        LastLine(run).ShouldBe("0 passed, 1 failed");
    }

    // Two test projects; the runner is played by a function that writes what the real one would.
    Task<BashRun> RunAsync(string? totals, int exitCode) => BashRun.OfPartsAsync(
        _folder.Path,
        Parts,
        $$"""
        check_layout() { :; }
        build_solution() { :; }
        test_projects() { echo First.Tests; echo Second.Tests; }
        timeout() {
          local xml="${!#}"
          {{(totals is null ? ":" : $"printf '<assemblies><assembly name=\"x\" {totals}><collection passed=\"99\"/></assembly></assemblies>' >\"$xml\"")}}
          return {{exitCode}}
        }
        run_tests
        """);

    static string LastLine(BashRun run) => run.Out.TrimEnd('\n').Split('\n')[^1];
}
