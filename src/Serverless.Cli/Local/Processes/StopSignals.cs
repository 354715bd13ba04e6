using System.Runtime.InteropServices;

namespace Serverless.Cli.Local.Processes;

/// <summary>Ends a command that owns processes when it is asked to end: it stops them first, however often it is asked.</summary>
public static class StopSignals
{
    /// <summary>Runs until the end, or until SIGINT (Ctrl-C), SIGTERM or SIGHUP.</summary>
    /// <param name="console">Where it is said that things are being stopped.</param>
    /// <param name="work">Ends when its token is cancelled.</param>
    /// <param name="cancellation">Ends the work as Ctrl-C does.</param>
    /// <returns>What the work gave; when it was ended, 128 and the number of the signal.</returns>
    public static Task<int> RunAsync(CliConsole console, Func<CancellationToken, Task<int>> work, CancellationToken cancellation) =>
        RunAsync(console, PosixSignalRegistration.Create, work, cancellation);

    /// <summary>As the other, with signals from elsewhere than this process.</summary>
    /// <param name="console">Where it is said that things are being stopped.</param>
    /// <param name="register">Calls back when a signal comes, until what it gives is disposed.</param>
    /// <param name="work">Ends when its token is cancelled.</param>
    /// <param name="cancellation">Ends the work as Ctrl-C does.</param>
    /// <returns>As the other.</returns>
    public static async Task<int> RunAsync(
        CliConsole console,
        Func<PosixSignal, Action<PosixSignalContext>, IDisposable> register,
        Func<CancellationToken, Task<int>> work,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(register);
        ArgumentNullException.ThrowIfNull(work);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var exitCode = ExitCodes.Interrupted;
        using var interrupt = Register(PosixSignal.SIGINT, ExitCodes.Interrupted);
        using var terminate = Register(PosixSignal.SIGTERM, ExitCodes.Terminated);
        using var hangUp = Register(PosixSignal.SIGHUP, ExitCodes.HungUp);
        try
        {
            return await work(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return exitCode;
        }

        IDisposable Register(PosixSignal signal, int code) => register(signal, context =>
        {
            // A second one must not leave half of it running.
            context.Cancel = true;
            if (stop.IsCancellationRequested)
            {
                return;
            }

            exitCode = code;
            console.Error.Say("Stopping ...");
            stop.Cancel();
        });
    }
}
