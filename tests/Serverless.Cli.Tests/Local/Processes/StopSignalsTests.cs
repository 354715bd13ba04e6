using System.Diagnostics;
using System.Globalization;
using Serverless.Cli.Local.Processes;

namespace Serverless.Cli.Tests.Local.Processes;

public sealed class StopSignalsTests
{
    [Fact]
    public async Task Run_AskedToEndTwice_EndsTheWorkOnceAndTellsByExitCode()
    {
        using var error = new StringWriter();
        var ends = 0;

        var exitCode = await StopSignals.RunAsync(
            new CliConsole { Out = TextWriter.Null, Error = error },
            async stop =>
            {
                await AskToEndAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await AskToEndAsync();
                ends++;
                throw new OperationCanceledException(stop);
            },
            CancellationToken.None);

        exitCode.ShouldBe(ExitCodes.Terminated);
        ends.ShouldBe(1);
        error.ToString().ReplaceLineEndings("\n").ShouldBe("serverless: Stopping ...\n");
    }

    [Fact]
    public async Task Run_WorkEndsByItself_GivesItsExitCode() => (await StopSignals.RunAsync(
        new CliConsole { Out = TextWriter.Null, Error = TextWriter.Null }, _ => Task.FromResult(ExitCodes.SearchFailed), CancellationToken.None)).ShouldBe(ExitCodes.SearchFailed);

    // SIGTERM: what starts the tests may have them ignore the others, as nohup does.
    static async Task AskToEndAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
