using System.CommandLine;
using System.CommandLine.Invocation;
using Serverless.Cli.Api;
using Serverless.Cli.Commands;

namespace Serverless.Cli;

/// <summary>The command line client: parses, runs one command, and turns every failure into words and an exit code.</summary>
public static class CliApplication
{
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CliConsole console, CancellationToken cancellation = default)
    {
        var root = RootCommandFactory.Create(console);
        var parsed = root.Parse(arguments);
        var configuration = new InvocationConfiguration { Output = console.Out, Error = console.Error, EnableDefaultExceptionHandler = false };
        if (parsed.Action is ParseErrorAction mistake)
        {
            // Help belongs to those who ask for it; here the mistake shall stay in sight.
            mistake.ShowHelp = false;
            configuration.Output = console.Error;
            await parsed.InvokeAsync(configuration, cancellation).ConfigureAwait(false);
            await console.Error.WriteLineAsync($"See: serverless {CommandPath(parsed)}--help").ConfigureAwait(false);
            return ExitCodes.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(configuration, cancellation).ConfigureAwait(false);
        }
        catch (CliException failure)
        {
            await console.Error.WriteLineAsync($"Error: {failure.Message}").ConfigureAwait(false);
            foreach (var detail in failure.Details)
            {
                await console.Error.WriteLineAsync($"  {detail}").ConfigureAwait(false);
            }

            return failure.ExitCode;
        }
        catch (NoAnswerException silence)
        {
            await console.Error.WriteLineAsync($"Error: {silence.Message}").ConfigureAwait(false);
            await console.Error.WriteLineAsync($"  Start a platform here: ./serverless up. Or name another: --url, or {Connection.UrlVariable}.").ConfigureAwait(false);
            return ExitCodes.Failure;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
    }

    // The root's own name begins the line already.
    static string CommandPath(ParseResult parsed) =>
        string.Concat(PathOf(parsed.CommandResult.Command).Skip(1).Select(name => name + " "));

    static IEnumerable<string> PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? [.. PathOf(parent), command.Name] : [command.Name];
}
