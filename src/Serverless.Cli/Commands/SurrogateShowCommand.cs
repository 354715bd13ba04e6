using System.CommandLine;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary><c>surrogate show ID</c>.</summary>
public static class SurrogateShowCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.Id("ID", "The surrogate's id, for example from `surrogate list`.");
        var format = CommandOptions.Format();
        var command = new Command("show", "Show a surrogate: what it predicts, from what, and how well.") { id, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var surrogate = await client.Surrogates.GetAsync(parsed.GetRequiredValue(id), cancellation).ConfigureAwait(false);
            Answer.Write(console, parsed.GetValue(format), surrogate, () => SurrogateTable.Facts(surrogate));
            return ExitCodes.Done;
        });
        return command;
    }
}
