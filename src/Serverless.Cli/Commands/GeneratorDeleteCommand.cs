using System.CommandLine;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary><c>generator delete ID</c>.</summary>
public static class GeneratorDeleteCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = new Argument<string>("ID") { Description = "The generator's id, for example from `generator list`." };
        var command = new Command("delete", "Delete a generator, or give its fit up. Searches that took its answers keep them.") { id };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var name = parsed.GetRequiredValue(id);
            await client.Generators.DeleteAsync(name, cancellation).ConfigureAwait(false);
            await console.Error.WriteLineAsync($"{PlainText.Of(name)} is deleted.").ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }
}
