using System.CommandLine;

namespace Serverless.Cli.Commands;

/// <summary><c>search cancel ID</c>: requests the end of a search; workers stop at their next batch.</summary>
public static class SearchCancelCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.SearchId();
        var command = new Command("cancel", "End a search early. Its results are kept.") { id };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var search = parsed.GetRequiredValue(id);
            await client.Searches.CancelAsync(search, cancellation).ConfigureAwait(false);
            await console.Error.WriteLineAsync($"Cancellation of {search} is requested. Show its state: serverless search show {search}").ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }
}
