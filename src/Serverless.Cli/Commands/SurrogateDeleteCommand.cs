using System.CommandLine;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary><c>surrogate delete ID</c>; refused while a search that has not ended, or a schedule, needs it.</summary>
public static class SurrogateDeleteCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = new Argument<string>("ID") { Description = "The surrogate's id, for example from `surrogate list`." };
        var command = new Command("delete", "Delete a surrogate, or give its fit up. Searches that used it keep what it chose.") { id };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var name = parsed.GetRequiredValue(id);
            await client.Surrogates.DeleteAsync(name, cancellation).ConfigureAwait(false);
            await console.Error.WriteLineAsync($"{PlainText.Of(name)} is deleted.").ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }
}
