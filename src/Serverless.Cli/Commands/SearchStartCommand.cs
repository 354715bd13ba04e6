using System.CommandLine;

namespace Serverless.Cli.Commands;

/// <summary><c>search start FILE</c>: posts a request; the answer is the new search's id.</summary>
public static class SearchStartCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var file = InputFile.Argument("The request, for example examples/quickstart.json.");
        var name = new Option<string?>("--name") { Description = "The label, instead of that in the file." };
        var seed = new Option<long?>("--seed") { Description = "The seed, instead of that in the file." };
        var import = new Option<string?>("--import") { Description = "Known results, which are not trained again: a search's id, or a CSV file of architectures and metrics." };
        var retry = new Option<bool>("--retry-failed") { Description = "With --import of a search: evaluate its failed candidates first." };
        var idempotencyKey = CommandOptions.IdempotencyKey("Repeated requests with the same key and content start one search.");
        var watch = new Option<bool>("--watch") { Description = "Show progress until the search has ended." };
        var format = CommandOptions.Format();
        var interval = CommandOptions.Interval();
        var limit = CommandOptions.TimeLimit();
        var command = new Command("start", "Start a search.") { file, name, seed, import, retry, idempotencyKey, watch, interval, limit, format };
        command.Validators.Add(result =>
        {
            if (result.GetResult(retry) is not null && result.GetResult(import) is null)
            {
                result.AddError("--retry-failed needs a search whose results are imported: specify it with --import.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var request = RequestFile.Read(console, parsed.GetRequiredValue(file), parsed.GetValue(name), parsed.GetValue(seed), RequestFile.ImportOf(console, parsed.GetValue(import), parsed.GetValue(retry)));
            using var client = connection.Open(parsed);
            var search = await client.Searches.StartAsync(request, parsed.GetValue(idempotencyKey) ?? Guid.NewGuid().ToString("N"), cancellation).ConfigureAwait(false);
            await StartedSearch.WriteAsync(console, parsed.GetValue(format), search, cancellation).ConfigureAwait(false);
            return parsed.GetValue(watch)
                ? await WatchSession.RunAsync(console, client, search.Id, parsed.GetValue(interval), parsed.GetValue(limit), cancellation).ConfigureAwait(false)
                : ExitCodes.Done;
        });
        return command;
    }
}
