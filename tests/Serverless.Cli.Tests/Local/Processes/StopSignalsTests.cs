using System.Runtime.InteropServices;
using Serverless.Cli.Local.Processes;

namespace Serverless.Cli.Tests.Local.Processes;

/// <summary>Signals are simulated: a real one would reach every command that other tests run in this process.</summary>
public sealed class StopSignalsTests
{
    [Theory]
    [InlineData(PosixSignal.SIGINT, ExitCodes.Interrupted)]
    [InlineData(PosixSignal.SIGTERM, ExitCodes.Terminated)]
    [InlineData(PosixSignal.SIGHUP, ExitCodes.HungUp)]
    public async Task Run_AskedToEndTwice_EndsTheWorkOnceAndTellsByExitCode(PosixSignal signal, int expected)
    {
        using var error = new StringWriter();
        var signals = new GivenSignals();
        var ends = 0;

        var exitCode = await StopSignals.RunAsync(
            new CliConsole { Out = TextWriter.Null, Error = error },
            signals.Register,
            async stop =>
            {
                signals.Send(signal).Cancel.ShouldBeTrue("the runtime must not end the process");
                await Task.Delay(Timeout.InfiniteTimeSpan, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                signals.Send(PosixSignal.SIGTERM).Cancel.ShouldBeTrue("nor at the second");
                ends++;
                throw new OperationCanceledException(stop);
            },
            CancellationToken.None);

        exitCode.ShouldBe(expected);
        ends.ShouldBe(1);
        error.ToString().ReplaceLineEndings("\n").ShouldBe("serverless: Stopping ...\n");
        signals.Count.ShouldBe(0, "no registration is left");
    }

    [Fact]
    public async Task Run_WorkEndsByItself_GivesItsExitCode() => (await StopSignals.RunAsync(
        new CliConsole { Out = TextWriter.Null, Error = TextWriter.Null }, _ => Task.FromResult(ExitCodes.SearchFailed), CancellationToken.None)).ShouldBe(ExitCodes.SearchFailed);

    sealed class GivenSignals
    {
        readonly Dictionary<PosixSignal, Action<PosixSignalContext>> handlers = [];

        public int Count => handlers.Count;

        public Registration Register(PosixSignal signal, Action<PosixSignalContext> handler)
        {
            handlers.Add(signal, handler);
            return new Registration(() => handlers.Remove(signal));
        }

        public PosixSignalContext Send(PosixSignal signal)
        {
            var context = new PosixSignalContext(signal);
            handlers[signal](context);
            return context;
        }
    }

    sealed class Registration(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
