using Serverless.Cli.Local;
using Serverless.Cli.Local.Platform;
using Serverless.Cli.Local.Processes;
using Serverless.Cli.Output;

namespace Serverless.Cli;

/// <summary>The streams and the environment that the client uses; tests provide their own.</summary>
public sealed record CliConsole
{
    /// <value>The writer for answers only.</value>
    public required TextWriter Out { get; init; }

    /// <value>The writer for everything else: progress, hints, errors.</value>
    public required TextWriter Error { get; init; }

    /// <value>The stream that is read for a file named <c>-</c>. Default: empty.</value>
    public Stream In { get; init; } = Stream.Null;

    /// <value>Whether the user can be asked: standard input and output are terminals.</value>
    public bool CanAsk { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <value>Returns an environment variable, or null.</value>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <value>Runs a worker on this machine with a command line, its output on the console, and returns its exit status.</value>
    public Func<CliConsole, IReadOnlyList<string>, CancellationToken, Task<int>> RunWorkerAsync { get; init; } = LocalWorker.RunAsync;

    /// <value>The width in columns of the terminal at <see cref="Out"/>; null when it is not a terminal, and lines can have any length.</value>
    public int? OutWidth { get; init; }

    /// <value>Whether <see cref="Error"/> is a terminal whose content can be redrawn.</value>
    public bool CanRedraw { get; init; }

    /// <summary>Creates the console of this process; the default platform is the one that <c>up</c> runs in this working copy, if it runs.</summary>
    public static CliConsole OfThisProcess() => OfThisProcess(Environment.GetEnvironmentVariable);

    static CliConsole OfThisProcess(Func<string, string?> variables) => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        In = Console.OpenStandardInput(),
        Variable = Checkout.Find(variables) is { } checkout ? new UpFolder(checkout).Over(variables) : variables,
        CanAsk = !Console.IsInputRedirected && !Console.IsOutputRedirected,
        OutWidth = Console.IsOutputRedirected ? null : Math.Max(40, Console.WindowWidth),
        CanRedraw = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb"),
    };

    /// <summary>Returns a console where an answer that cannot be written ends the command, and a message that cannot be written does not.</summary>
    internal CliConsole Guarded() => this with
    {
        Out = new GuardedWriter(Out, fault => throw new CliException(ExitCodes.Failure, $"The output cannot be written: {fault.Message}")),
        Error = new GuardedWriter(Error, _ => { }),
    };
}
