using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary><c>front retrain ID</c>: trains candidates of a search again, for longer or in another size; the answer is the new search's id.</summary>
public static class FrontRetrainCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.SearchId();
        var candidates = CommandOptions.Candidates("The candidates to train. Default: all of the front.");
        var top = new Option<int?>("--top") { Description = "Train only this number of members of the front, the best by the first objective first." };
        var epochs = new Option<int?>("--epochs") { Description = "Epochs, instead of those of the search." };
        var channels = new Option<int?>("--channels") { Description = "Channels after the stem, instead of those of the search." };
        var cells = new Option<int?>("--cells-per-stage") { Description = "Cells in each stage, instead of those of the search." };
        var training = new Option<int?>("--training-images") { Description = "Training images, instead of those of the search." };
        var validation = new Option<int?>("--validation-images") { Description = "Validation images, instead of those of the search." };
        var seed = new Option<long?>("--seed") { Description = "The seed, instead of that of the search." };
        var name = new Option<string?>("--name") { Description = "The label, instead of that of the search." };
        var idempotencyKey = CommandOptions.IdempotencyKey("Repeated requests with the same key and content start one search.");
        var watch = new Option<bool>("--watch") { Description = "Show progress until the search has ended, then its results beside the original ones." };
        var interval = CommandOptions.Interval();
        var limit = CommandOptions.TimeLimit();
        var format = CommandOptions.Format();
        var command = new Command("retrain", "Train candidates of a search again, with another recipe or size, as a new search with results beside the original ones.") { id };
        foreach (var option in (Option[])[candidates, top, epochs, channels, cells, training, validation, seed, name, idempotencyKey, watch, interval, limit, format])
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            var order = new JsonObject();
            Set(order, "candidates", CommandOptions.ListOf(parsed.GetValue(candidates)) is { } named ? new JsonArray([.. named.Select(each => JsonValue.Create(each))]) : null);
            Set(order, "top", parsed.GetValue(top));
            Set(order, "space", Section(("channels", parsed.GetValue(channels)), ("cellsPerStage", parsed.GetValue(cells))));
            Set(order, "dataset", Section(("trainingImages", parsed.GetValue(training)), ("validationImages", parsed.GetValue(validation))));
            Set(order, "training", Section(("epochs", parsed.GetValue(epochs))));
            Set(order, "seed", parsed.GetValue(seed));
            Set(order, "name", parsed.GetValue(name));
            using var client = connection.Open(parsed);
            var search = await client.Searches.RetrainAsync(
                parsed.GetRequiredValue(id),
                Encoding.UTF8.GetBytes(order.ToJsonString()),
                parsed.GetValue(idempotencyKey) ?? Guid.NewGuid().ToString("N"),
                cancellation).ConfigureAwait(false);
            await StartedSearch.WriteAsync(console, parsed.GetValue(format), search, cancellation).ConfigureAwait(false);
            if (!parsed.GetValue(watch))
            {
                await console.Error.WriteLineAsync($"After it has ended, compare its results: serverless front show {PlainText.Of(search.Id)}").ConfigureAwait(false);
                return ExitCodes.Done;
            }

            var end = await WatchSession.RunAsync(console, client, search.Id, parsed.GetValue(interval), parsed.GetValue(limit), cancellation).ConfigureAwait(false);
            if (end == ExitCodes.Done && parsed.GetValue(format) == OutputFormat.Table)
            {
                await FrontShowCommand.ShowAsync(console, client, search.Id, OutputFormat.Table, cancellation).ConfigureAwait(false);
            }

            return end;
        });
        return command;
    }

    static JsonObject? Section(params ReadOnlySpan<(string Name, int? Value)> fields)
    {
        var section = new JsonObject();
        foreach (var (name, value) in fields)
        {
            Set(section, name, value);
        }

        return section.Count > 0 ? section : null;
    }

    static void Set(JsonObject fields, string name, JsonNode? value)
    {
        if (value is not null)
        {
            fields[name] = value;
        }
    }
}
