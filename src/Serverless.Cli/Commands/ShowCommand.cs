using System.CommandLine;
using Serverless.Cli.Api;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary>Creates the verb <c>show</c> of a noun, which writes one item.</summary>
static class ShowCommand
{
    /// <param name="console">The console.</param>
    /// <param name="connection">The platform.</param>
    /// <param name="id">The argument for the id.</param>
    /// <param name="description">The description in the help.</param>
    /// <param name="get">Gets the item.</param>
    /// <param name="facts">Formats the item for users.</param>
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
