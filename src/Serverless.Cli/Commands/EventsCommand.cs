using System.CommandLine;
using Serverless.Cli.Watching;
using Serverless.Core.Searches;

namespace Serverless.Cli.Commands;

/// <summary>
/// <c>events ID</c>: writes the events of a search, one line of JSON each, from any event on; with <c>--follow</c> until the search has ended.
/// </summary>
public static class EventsCommand
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.SearchId();
        var after = new Option<string?>("--after") { Description = "The cursor of the last event that you have: continue after it.", HelpName = "CURSOR" };
        after.Validators.Add(result => CommandOptions.Check<string?>(
            result, text => text is null || EventCursor.Parse(text) is not null, "--after must be the \"cursor\" of an event."));
        var follow = new Option<bool>("--follow") { Description = "Print further events as they occur, until the search has ended. Ctrl-C stops following, not the search." };
        var interval = CommandOptions.Interval();
        var command = new Command("events", "Print the events of a search, one line of JSON for each event.") { id, after, follow, interval };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var stream = new EventFollower(console, client, TimeSpan.FromSeconds(parsed.GetValue(interval)), Patience);
            return await stream.RunAsync(parsed.GetRequiredValue(id), parsed.GetValue(after), parsed.GetValue(follow), cancellation).ConfigureAwait(false);
        });
        return command;
    }
}
