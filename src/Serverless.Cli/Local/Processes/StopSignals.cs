using System.Runtime.InteropServices;

namespace Serverless.Cli.Local.Processes;

/// <summary>Ends a command that owns processes when it is asked to end: the processes are stopped first, however often it is asked.</summary>
public static class StopSignals
{
    /// <summary>Runs until the work ends, or until SIGINT (Ctrl-C), SIGTERM or SIGHUP.</summary>
    /// <param name="console">The console for the message that processes are being stopped.</param>
    /// <param name="work">The work, which ends when its token is cancelled.</param>
    /// <param name="cancellation">The token that ends the work as Ctrl-C does.</param>
    /// <returns>The result of the work; when it was ended by a signal, 128 plus the number of the signal.</returns>
    public static Task<int> RunAsync(CliConsole console, Func<CancellationToken, Task<int>> work, CancellationToken cancellation) =>
        RunAsync(console, PosixSignalRegistration.Create, work, cancellation);

    /// <summary>Runs like the other overload, with signals from another source than this process.</summary>
    /// <param name="console">The console for the message that processes are being stopped.</param>
    /// <param name="register">Registers a callback for signals, until the returned object is disposed.</param>
    /// <param name="work">The work, which ends when its token is cancelled.</param>
    /// <param name="cancellation">The token that ends the work as Ctrl-C does.</param>
    /// <returns>As for the other overload.</returns>
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
            // A second signal must not leave some of the processes running.
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
