using System.CommandLine;
using Serverless.Cli.Output;
using Serverless.Core.Searches;

namespace Serverless.Cli.Commands;

/// <summary><c>search list</c>: lists the searches.</summary>
public static class SearchListCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var state = CommandOptions.Choice<SearchStatus>("--state", "List only searches in this state.");
        return ListCommand.Create(
            console,
            connection,
            "List searches, the newest first.",
            (client, parsed, cancellation) => client.Searches.StreamAsync(parsed.GetValue(state), cancellation),
            SearchTable.List,
            [state]);
    }
}
