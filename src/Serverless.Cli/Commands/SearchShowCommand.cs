using System.CommandLine;
using Serverless.Cli.Output;
using Serverless.Core.Searches;

namespace Serverless.Cli.Commands;

/// <summary><c>search show ID</c>: shows a search.</summary>
public static class SearchShowCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.SearchId();
        var format = CommandOptions.Format();
        var exitStatus = new Option<bool>("--exit-status")
        {
            Description = $"Return the state of the search as the exit code: {ExitCodes.Done} completed, {ExitCodes.SearchFailed} failed, {ExitCodes.StillRunning} still running, {ExitCodes.Interrupted} cancelled.",
        };
        var why = new Option<bool>("--why") { Description = "Show the reasons for its state: what ended it or what it waits for, and the outcomes of its candidates." };
        var command = new Command("show", "Show the state of a search.") { id, format, exitStatus, why };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var search = await client.Searches.GetAsync(parsed.GetRequiredValue(id), cancellation).ConfigureAwait(false);
            if (parsed.GetValue(why))
            {
                var reasons = SearchReasons.Of(search, await client.Searches.ListEvaluationsAsync(parsed.GetRequiredValue(id), cancellation).ConfigureAwait(false));
                if (parsed.GetValue(format) == OutputFormat.Json)
                {
                    await console.Out.WriteLineAsync(SearchReasons.Json(reasons)).ConfigureAwait(false);
                }
                else
                {
                    Answer.Write(console, parsed.GetValue(format), reasons, () => SearchReasons.Table(reasons));
                }
            }
            else
            {
                await WriteAsync(console, search, parsed.GetValue(format)).ConfigureAwait(false);
            }

            return parsed.GetValue(exitStatus) ? WatchSession.ExitCodeOf(search.State) : ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Writes the state of a search.</summary>
    public static async Task WriteAsync(CliConsole console, SearchDocument search, OutputFormat format)
    {
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(search);
        Answer.Write(console, format, search, () => SearchTable.Facts(search));
        if (format == OutputFormat.Table && console.OutWidth is not null && search.Error is { } error)
        {
            // A row of the table is cut off at the width of the terminal, and the remedy is at the end of the text.
            await console.Error.WriteLineAsync(PlainText.Of(error)).ConfigureAwait(false);
        }
    }
}
