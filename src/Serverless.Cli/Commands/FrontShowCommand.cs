using System.CommandLine;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary><c>front show ID</c>.</summary>
public static class FrontShowCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.SearchId();
        var format = CommandOptions.Format();
        var command = new Command("show", "Show the front of a search, best first objective first.") { id, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var front = await client.Searches.GetFrontAsync(parsed.GetRequiredValue(id), cancellation).ConfigureAwait(false);
            Answer.Write(console, parsed.GetValue(format), front, () => FrontTable.Of(front));
            return ExitCodes.Done;
        });
        return command;
    }
}
