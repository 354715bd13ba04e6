using System.CommandLine;
using Serverless.Cli.Api;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary>The verb <c>show</c> of a noun: writes one of its kind.</summary>
static class ShowCommand
{
    /// <param name="console">Where to.</param>
    /// <param name="connection">Which platform.</param>
    /// <param name="id">Names it.</param>
    /// <param name="description">For the help.</param>
    /// <param name="get">Gets it.</param>
    /// <param name="facts">Shows it to people.</param>
    public static Command Create<T>(
        CliConsole console, Connection connection, Argument<string> id, string description, Func<PlatformClient, string, CancellationToken, Task<T>> get, Func<T, Table> facts)
    {
        var format = CommandOptions.Format();
        var command = new Command("show", description) { id, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var item = await get(client, parsed.GetRequiredValue(id), cancellation).ConfigureAwait(false);
            Answer.Write(console, parsed.GetValue(format), item, () => facts(item));
            return ExitCodes.Done;
        });
        return command;
    }
}
