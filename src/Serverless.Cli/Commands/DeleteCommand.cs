using System.CommandLine;
using Serverless.Cli.Api;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary>Creates the verb <c>delete</c> of a noun, which deletes an item and reports it.</summary>
static class DeleteCommand
{
    /// <param name="console">The console.</param>
    /// <param name="connection">The platform.</param>
    /// <param name="id">The argument for the id.</param>
    /// <param name="description">The description in the help.</param>
    /// <param name="delete">Deletes the item.</param>
    /// <param name="note">A further message; empty for none.</param>
    public static Command Create(
        CliConsole console, Connection connection, Argument<string> id, string description, Func<PlatformClient, string, CancellationToken, Task> delete, string note = "")
    {
        var command = new Command("delete", description) { id };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var name = parsed.GetRequiredValue(id);
            await delete(client, name, cancellation).ConfigureAwait(false);
            await console.Error.WriteLineAsync($"{PlainText.Of(name)} is deleted.{note}").ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }
}
