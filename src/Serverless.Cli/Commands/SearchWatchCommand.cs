using System.CommandLine;

namespace Serverless.Cli.Commands;

/// <summary><c>search watch ID</c>: shows progress until the search has ended; the exit code says how.</summary>
public static class SearchWatchCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.SearchId();
        var interval = CommandOptions.Interval();
        var limit = CommandOptions.TimeLimit();
        var command = new Command("watch", "Show progress until a search has ended. Ctrl-C stops watching, not the search.") { id, interval, limit };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            return await WatchSession.RunAsync(
                console, client, parsed.GetRequiredValue(id), parsed.GetValue(interval), parsed.GetValue(limit), cancellation).ConfigureAwait(false);
        });
        return command;
    }
}
