using System.CommandLine;
using Serverless.Cli.Output;
using Serverless.Core.Budgets;

namespace Serverless.Cli.Commands;

/// <summary><c>search extend ID</c>: adds budget; a search that ended because one was used up goes on where it stopped.</summary>
public static class SearchExtendCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.SearchId();
        var trainings = new Option<int?>("--trainings") { Description = "Trainings to add." };
        var epochs = new Option<int?>("--epochs") { Description = "Epochs to add." };
        var evaluations = new Option<int?>("--evaluations") { Description = "Evaluations to add." };
        var generations = new Option<int?>("--generations") { Description = "Generations to add." };
        var seconds = new Option<double?>("--wall-clock-seconds")
        {
            Description = "Seconds of running to add.",
            Validators =
            {
                // No JSON can say others.
                result => CommandOptions.Check<double?>(
                    result, value => value is null || double.IsFinite(value.Value), "--wall-clock-seconds is a finite number of seconds."),
            },
        };
        var idempotencyKey = CommandOptions.IdempotencyKey("Equal keys with equal budgets add once, however often they are sent.");
        var watch = new Option<bool>("--watch") { Description = "Stay and show progress until the search has ended." };
        var interval = CommandOptions.Interval();
        var limit = CommandOptions.TimeLimit();
        var command = new Command("extend", "Add budget to a search; one that has used its own up goes on where it stopped.")
        {
            id, trainings, epochs, evaluations, generations, seconds, idempotencyKey, watch, interval, limit,
        };
        command.Validators.Add(parsed =>
        {
            if (new Option[] { trainings, epochs, evaluations, generations, seconds }.All(option => parsed.GetResult(option) is null))
            {
                parsed.AddError("Say what to add: --trainings, --epochs, --evaluations, --generations or --wall-clock-seconds.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var added = new BudgetLimits
            {
                Trainings = parsed.GetValue(trainings),
                Epochs = parsed.GetValue(epochs),
                Evaluations = parsed.GetValue(evaluations),
                Generations = parsed.GetValue(generations),
                WallClockSeconds = parsed.GetValue(seconds),
            };
            using var client = connection.Open(parsed);
            var search = await client.Searches.ExtendAsync(
                parsed.GetRequiredValue(id), added, parsed.GetValue(idempotencyKey) ?? Guid.NewGuid().ToString("N"), cancellation).ConfigureAwait(false);
            await console.Error.WriteLineAsync(
                PlainText.Of($"{search.Id} is {search.State} with {BudgetText.Of(search.Budget.Limits)}. Follow it with: serverless search watch {search.Id}"))
                .ConfigureAwait(false);
            return parsed.GetValue(watch)
                ? await WatchSession.RunAsync(console, client, search.Id, parsed.GetValue(interval), parsed.GetValue(limit), cancellation).ConfigureAwait(false)
                : ExitCodes.Done;
        });
        return command;
    }
}
