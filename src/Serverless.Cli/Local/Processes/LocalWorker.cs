using System.Diagnostics;

namespace Serverless.Cli.Local.Processes;

/// <summary>Runs the worker of this working copy for one command, until it ends.</summary>
static class LocalWorker
{
    /// <summary>Runs the worker and copies its output to the console as it arrives. When cancelled, the worker is killed.</summary>
    /// <param name="console">The console for its output.</param>
    /// <param name="arguments">The arguments of its command line.</param>
    /// <param name="cancellation">The token that kills the worker.</param>
    /// <returns>The exit status of the worker.</returns>
    /// <exception cref="CliException">The worker is not built.</exception>
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
