using System.CommandLine;

namespace Serverless.Cli.Commands;

/// <summary><c>search pause ID</c>: requests a pause; running jobs complete first.</summary>
public static class SearchPauseCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.SearchId();
        var command = new Command("pause", "Hold a search: what runs ends, nothing new starts, its clock stands still.") { id };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var search = parsed.GetRequiredValue(id);
            await client.Searches.PauseAsync(search, cancellation).ConfigureAwait(false);
            await console.Error.WriteLineAsync($"{search} pauses. Go on with: serverless search resume {search}").ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }
}
