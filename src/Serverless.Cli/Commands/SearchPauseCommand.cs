using System.CommandLine;

namespace Serverless.Cli.Commands;

/// <summary><c>search pause ID</c>: requests a pause; running jobs complete first.</summary>
public static class SearchPauseCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.SearchId();
        var command = new Command("pause", "Pause a search: running jobs finish, no new ones start, and its clock stops.") { id };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var search = parsed.GetRequiredValue(id);
            await client.Searches.PauseAsync(search, cancellation).ConfigureAwait(false);
            await console.Error.WriteLineAsync($"{search} is pausing. Resume it with: serverless search resume {search}").ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }
}
