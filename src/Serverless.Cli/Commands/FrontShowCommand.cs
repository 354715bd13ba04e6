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
            var search = parsed.GetRequiredValue(id);
            if (parsed.GetValue(format) == OutputFormat.Csv)
            {
                // As `front export` writes it: one format, whichever command it comes from.
                await console.Out.WriteAsync(await client.Searches.GetFrontCsvAsync(search, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
                return ExitCodes.Done;
            }

            var front = await client.Searches.GetFrontAsync(search, cancellation).ConfigureAwait(false);
            Answer.Write(console, parsed.GetValue(format), front, () => FrontTable.Of(front));
            return ExitCodes.Done;
        });
        return command;
    }
}
