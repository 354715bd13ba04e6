using System.Diagnostics;

namespace Serverless.Cli.Local.Processes;

/// <summary>Runs the worker of this working copy for one command, to its end.</summary>
static class LocalWorker
{
    /// <summary>Runs it; what it writes is written on the console as it comes. Cancelled, it is killed.</summary>
    /// <param name="console">Where its output goes.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Its exit status.</returns>
    /// <exception cref="CliException">It is not built.</exception>
    public static async Task<int> RunAsync(CliConsole console, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(console);
        var start = new ProcessStartInfo("dotnet", [Checkout.Assembly("Serverless.Worker"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        try
        {
            await Task.WhenAll(
                RelayAsync(process.StandardOutput, console.Out, cancellation),
                RelayAsync(process.StandardError, console.Error, cancellation),
                process.WaitForExitAsync(cancellation)).ConfigureAwait(false);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    static async Task RelayAsync(StreamReader from, TextWriter to, CancellationToken cancellation)
    {
        while (await from.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            await to.WriteLineAsync(line).ConfigureAwait(false);
        }
    }
}
