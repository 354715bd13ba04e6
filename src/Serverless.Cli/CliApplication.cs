using System.CommandLine;
using System.CommandLine.Invocation;
using Serverless.Cli.Api;
using Serverless.Cli.Commands;
using Serverless.Cli.Output;

namespace Serverless.Cli;

/// <summary>The command-line client: parses, runs one command, and converts every failure to a message and an exit code.</summary>
public static class CliApplication
{
    /// <summary>The beginning of the message about an unexpected failure.</summary>
    public const string Unforeseen = "Unexpected failure";

    /// <returns>One of the <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CliConsole console, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(console);
        var guarded = console.Guarded();
        try
        {
            return await RunGuardedAsync(arguments, guarded, cancellation).ConfigureAwait(false);
        }
        catch (CliException failure)
        {
            await guarded.Error.WriteLineAsync($"Error: {PlainText.Of(failure.Message)}").ConfigureAwait(false);
            foreach (var detail in failure.Details)
            {
                await guarded.Error.WriteLineAsync($"  {PlainText.Of(detail)}").ConfigureAwait(false);
            }

            return failure.ExitCode;
        }
        catch (NoAnswerException silence)
        {
            await guarded.Error.WriteLineAsync($"Error: {PlainText.Of(silence.Message)}").ConfigureAwait(false);
            await guarded.Error.WriteLineAsync($"  Start a platform with ./serverless up, or set the address of one with --url or {Connection.UrlVariable}.").ConfigureAwait(false);
            return ExitCodes.Failure;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception fault)
        {
            // The last resort of the process: a stack trace would not tell users what to do.
            await guarded.Error.WriteLineAsync($"Error: {Unforeseen} of the client: {fault.GetType().Name}: {PlainText.Of(fault.Message)}").ConfigureAwait(false);
            return ExitCodes.Failure;
        }
    }

    static async Task<int> RunGuardedAsync(IReadOnlyList<string> arguments, CliConsole console, CancellationToken cancellation)
    {
        // Response files are disabled: ids, names and file names can begin with '@'.
        var parsed = RootCommandFactory.Create(console).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var configuration = new InvocationConfiguration { Output = console.Out, Error = console.Error, EnableDefaultExceptionHandler = false };
        if (parsed.CommandResult.Command is OwningCommand)
        {
            configuration.ProcessTerminationTimeout = null;
        }

        if (parsed.Action is not ParseErrorAction mistake)
        {
            return await parsed.InvokeAsync(configuration, cancellation).ConfigureAwait(false);
        }

        // Help is shown only on request; here the error message has to stay visible.
        mistake.ShowHelp = false;
        configuration.Output = console.Error;
        await parsed.InvokeAsync(configuration, cancellation).ConfigureAwait(false);
        await console.Error.WriteLineAsync($"See: serverless {CommandPath(parsed)}--help").ConfigureAwait(false);
        return ExitCodes.Usage;
    }

    // The line already begins with the name of the root command.
    static string CommandPath(ParseResult parsed) =>
        string.Concat(PathOf(parsed.CommandResult.Command).Skip(1).Select(name => name + " "));

    static IEnumerable<string> PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? [.. PathOf(parent), command.Name] : [command.Name];
}
