using System.CommandLine;

namespace Serverless.Cli.Commands;

/// <summary><c>search resume ID</c>: lets a paused search continue.</summary>
public static class SearchResumeCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.SearchId();
        var command = new Command("resume", "Resume a paused search.") { id };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var search = parsed.GetRequiredValue(id);
            await client.Searches.ResumeAsync(search, cancellation).ConfigureAwait(false);
            await console.Error.WriteLineAsync($"{search} is resumed. Show its state: serverless search show {search}").ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }
}
