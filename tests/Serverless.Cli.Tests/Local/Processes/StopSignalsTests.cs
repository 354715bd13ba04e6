using System.Diagnostics;
using System.Globalization;
using Serverless.Cli.Local.Processes;

namespace Serverless.Cli.Tests.Local.Processes;

public sealed class StopSignalsTests
{
    [Fact]
    public async Task Run_TerminalIsClosedTwice_EndsTheWorkOnceAndTellsByExitCode()
    {
        using var error = new StringWriter();
        var ends = 0;

        var exitCode = await StopSignals.RunAsync(
            new CliConsole { Out = TextWriter.Null, Error = error },
            async stop =>
            {
                await HangUpAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await HangUpAsync();
                ends++;
                throw new OperationCanceledException(stop);
            },
            CancellationToken.None);

        exitCode.ShouldBe(ExitCodes.HungUp);
        ends.ShouldBe(1);
        error.ToString().ReplaceLineEndings("\n").ShouldBe("serverless: Stopping ...\n");
    }

    [Fact]
    public async Task Run_WorkEndsByItself_GivesItsExitCode() => (await StopSignals.RunAsync(
        new CliConsole { Out = TextWriter.Null, Error = TextWriter.Null }, _ => Task.FromResult(ExitCodes.SearchFailed), CancellationToken.None)).ShouldBe(ExitCodes.SearchFailed);

    static async Task HangUpAsync()
    {
        using var kill = Process.Start("kill", ["-HUP", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
