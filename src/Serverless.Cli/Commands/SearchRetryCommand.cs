using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Cli.Output;
using Serverless.Core;
using Serverless.Core.Searches;

namespace Serverless.Cli.Commands;

/// <summary>
/// <c>search retry ID</c>: starts the same search again, with its results and with its failed candidates first; the answer is the new search's
/// id.
/// </summary>
public static class SearchRetryCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.SearchId();
        var name = new Option<string?>("--name") { Description = "The label, instead of that of the search." };
        var seed = new Option<long?>("--seed") { Description = "The seed, instead of that of the search." };
        var idempotencyKey = CommandOptions.IdempotencyKey("Repeated requests with the same key start one search.");
        var watch = new Option<bool>("--watch") { Description = "Show progress until the search has ended." };
        var interval = CommandOptions.Interval();
        var limit = CommandOptions.TimeLimit();
        var format = CommandOptions.Format();
        var command = new Command(
            "retry", "Evaluate the failed candidates of an ended search again, in a new search with the same request and budgets that reuses the other results.")
        {
            id, name, seed, idempotencyKey, watch, interval, limit, format,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var before = parsed.GetRequiredValue(id);
            Check(before, await client.Searches.GetAsync(before, cancellation).ConfigureAwait(false));
            var request = JsonSerializer.SerializeToNode(await client.Searches.GetRequestAsync(before, cancellation).ConfigureAwait(false), CoreJson.Default.SearchRequest)!.AsObject();
            request["importFrom"] = new JsonObject { ["search"] = before, ["retryFailed"] = true };
            request["name"] = parsed.GetValue(name) ?? request["name"]?.DeepClone();
            request["seed"] = parsed.GetValue(seed) ?? request["seed"]?.DeepClone();
            var search = await client.Searches.StartAsync(
                Encoding.UTF8.GetBytes(request.ToJsonString()), parsed.GetValue(idempotencyKey) ?? Guid.NewGuid().ToString("N"), cancellation).ConfigureAwait(false);
            await StartedSearch.WriteAsync(console, parsed.GetValue(format), search, cancellation).ConfigureAwait(false);
            return parsed.GetValue(watch)
                ? await WatchSession.RunAsync(console, client, search.Id, parsed.GetValue(interval), parsed.GetValue(limit), cancellation).ConfigureAwait(false)
                : ExitCodes.Done;
        });
        return command;
    }

    static void Check(string id, SearchDocument search)
    {
        if (search.CompletedAt is null)
        {
            throw new CliException(ExitCodes.StillRunning, $"Search {id} has not ended, so more evaluations may fail.", $"serverless search watch {id}");
        }

        if (search.Outcomes is not { Failed: > 0 })
        {
            var outcomes = OutcomeText.Counts(search.Outcomes);
            throw new CliException(
                ExitCodes.Conflict,
                $"No evaluation of search {id} failed{(outcomes.Length > 0 ? $" ({outcomes})" : "")}, so there is nothing to retry.",
                $"Start a search from its results: serverless search start FILE --import {id}");
        }
    }
}
