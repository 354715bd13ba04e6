using System.CommandLine;
using System.Globalization;
using Serverless.Cli.Output;
using Serverless.Core.Engine;

namespace Serverless.Cli.Commands;

/// <summary>
/// <c>search replay ID</c>: replays an asynchronous search locally from its journal and reports whether the result is the same; programs receive the
/// front.
/// </summary>
public static class SearchReplayCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.SearchId();
        var format = CommandOptions.Format();
        var command = new Command("replay", "Replay an asynchronous search from its journal and compare proposals, promotions and front.") { id, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var search = parsed.GetRequiredValue(id);
            var request = await client.Searches.GetRequestAsync(search, cancellation).ConfigureAwait(false);
            if (!request.IsAsynchronous)
            {
                throw new CliException(
                    ExitCodes.Usage,
                    $"Search {search} is synchronous, so it has no journal.",
                    "Start the same request with the same seed to repeat it: serverless search start");
            }

            // The state is read first: turns that are taken meanwhile are then in the journal, but not in the state that the replay is compared with.
            var state = await client.Searches.GetAsync(search, cancellation).ConfigureAwait(false);
            if (state.CompletedAt is null)
            {
                throw new CliException(ExitCodes.StillRunning, $"Search {search} has not ended.", $"serverless search watch {search}");
            }

            var journal = await client.Searches.GetJournalAsync(search, cancellation).ConfigureAwait(false);
            var evaluations = await client.Searches.ListEvaluationsAsync(search, cancellation).ConfigureAwait(false);
            var front = await client.Searches.GetFrontAsync(search, cancellation).ConfigureAwait(false);
            var devices = request.DeviceMetrics.Count > 0
                ? await client.Devices.ListAsync(cancellation).ConfigureAwait(false)
                : [];
            if (JournalReplay.FindDifference(request, state.Budget.Limits, journal, evaluations, front, devices) is { } difference)
            {
                throw new CliException(
                    ExitCodes.Failure, $"The replay of search {search} differs. {difference}", "Versions may propose differently: replay with the version that ran the search.");
            }

            Answer.Write(console, parsed.GetValue(format), front, () => Table.Of(
                [new Column("search"), new Column("turns"), new Column("evaluations"), new Column("front"), new Column("hypervolume")],
                form => [[
                    PlainText.Of(search),
                    journal.Count.ToString(CultureInfo.InvariantCulture),
                    evaluations.Count.ToString(CultureInfo.InvariantCulture),
                    string.Create(CultureInfo.InvariantCulture, $"{front.Members.Count}, equal"),
                    SearchTable.Hypervolume(front.Hypervolume),
                ]]));
            return ExitCodes.Done;
        });
        return command;
    }
}
