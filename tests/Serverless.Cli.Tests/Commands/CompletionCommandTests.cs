using System.Diagnostics;
using Serverless.Cli.Commands;

namespace Serverless.Cli.Tests.Commands;

public sealed class CompletionCommandTests
{
    [Theory]
    [InlineData("serverless sea", "search")]
    [InlineData("serverless search st", "start")]
    [InlineData("serverless search list --st", "--state")]
    [InlineData("serverless search list --state r", "Running")]
    [InlineData("./serverless front show s1 --b", "--by")]
    public async Task Complete_Line_TellsWhatComesNext(string line, string expected)
    {
        var run = await CliRun.OfAsync(["complete", $"{line.Length}", line], []);

        run.Out.Split('\n').ShouldContain(expected);
    }

    [Fact]
    public async Task Complete_CursorInTheMiddle_LooksAtWhatStandsBefore()
    {
        var run = await CliRun.OfAsync(["complete", "14", "serverless sea list"], []);

        run.Out.Split('\n').ShouldContain("search");
    }

    [Fact]
    public async Task Completion_Bash_IsAScriptThatBashReads()
    {
        var script = await CliRun.OfAsync(["completion", "bash"], []);
        using var bash = Process.Start(new ProcessStartInfo("bash", "-n") { RedirectStandardInput = true, RedirectStandardError = true })!;
        await bash.StandardInput.WriteAsync(script.Out);
        bash.StandardInput.Close();
        var error = await bash.StandardError.ReadToEndAsync();
        await bash.WaitForExitAsync();

        (bash.ExitCode, error).ShouldBe((0, ""));
        script.Out.ShouldContain("complete");
    }

    [Fact]
    public async Task Completion_OtherShell_NamesThoseThereAre()
    {
        var run = await CliRun.OfAsync(["completion", "fish"], []);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        CompletionCommand.Scripts.Keys.ShouldAllBe(shell => run.Error.Contains(shell));
    }
}
