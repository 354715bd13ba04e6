using System.CommandLine;
using Serverless.Cli.Api;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary>The verb <c>delete</c> of a noun: deletes one of its kind, and says so.</summary>
static class DeleteCommand
{
    /// <param name="console">Where to.</param>
    /// <param name="connection">Which platform.</param>
    /// <param name="id">Names it.</param>
    /// <param name="description">For the help.</param>
    /// <param name="delete">Deletes it.</param>
    /// <param name="note">What else is said; empty: nothing.</param>
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
