using Serverless.Cli.Local;
using Serverless.Cli.Local.Platform;
using Serverless.Cli.Local.Processes;
using Serverless.Cli.Output;

namespace Serverless.Cli;

/// <summary>What the client writes to and asks of its surroundings; tests give their own.</summary>
public sealed record CliConsole
{
    /// <value>Answers only.</value>
    public required TextWriter Out { get; init; }

    /// <value>Everything else: progress, hints, errors.</value>
    public required TextWriter Error { get; init; }

    /// <value>What a file named <c>-</c> is read from. Default: nothing.</value>
    public Stream In { get; init; } = Stream.Null;

    /// <value>Whether somebody can be asked: standard input and output are terminals.</value>
    public bool CanAsk { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <value>Gives an environment variable, or null.</value>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <value>Runs a worker on this machine with a command line, its output on the console, and gives its exit status.</value>
    public Func<CliConsole, IReadOnlyList<string>, CancellationToken, Task<int>> RunWorkerAsync { get; init; } = LocalWorker.RunAsync;

    /// <value>Columns of the terminal that <see cref="Out"/> is; null when it is none, and lines may have any length.</value>
    public int? OutWidth { get; init; }

    /// <value>Whether <see cref="Error"/> is a terminal that can redraw what stands on it.</value>
    public bool CanRedraw { get; init; }

    /// <summary>The console and environment of this process, where a platform that <c>up</c> runs in this working copy is the one to talk to.</summary>
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

    /// <summary>The same, where an answer that cannot be written ends the command, and a message that cannot be written does not.</summary>
    internal CliConsole Guarded() => this with
    {
        Out = new GuardedWriter(Out, fault => throw new CliException(ExitCodes.Failure, $"The answer cannot be written: {fault.Message}")),
        Error = new GuardedWriter(Error, _ => { }),
    };
}
