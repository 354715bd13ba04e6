using System.CommandLine;
using Serverless.Cli.Output;
using Serverless.Core.Budgets;

namespace Serverless.Cli.Commands;

/// <summary><c>search extend ID</c>: adds budget; a search that ended because a budget was used up continues where it stopped.</summary>
public static class SearchExtendCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.SearchId();
        var trainings = new Option<int?>("--trainings") { Description = "Trainings to add." };
        var epochs = new Option<int?>("--epochs") { Description = "Epochs to add." };
        var evaluations = new Option<int?>("--evaluations") { Description = "Evaluations to add." };
        var generations = new Option<int?>("--generations") { Description = "Generations to add." };
        var gpuSeconds = FiniteNumber("--gpu-seconds", "GPU seconds to add.");
        var cost = FiniteNumber("--cost", "Cost of worker time to add, in the currency of the search.");
        var seconds = FiniteNumber("--wall-clock-seconds", "Seconds of running time to add.");
        var idleGenerations = new Option<int?>("--no-improvement-generations") { Description = "Generations without improvement to add." };
        var idleEvaluations = new Option<int?>("--no-improvement-evaluations") { Description = "Evaluations without improvement to add." };
        var target = FiniteNumber("--target-hypervolume", "The amount by which to raise the target hypervolume.");
        var idempotencyKey = CommandOptions.IdempotencyKey("Repeated requests with the same key and budgets add the budgets once.");
        var watch = new Option<bool>("--watch") { Description = "Show progress until the search has ended." };
        var interval = CommandOptions.Interval();
        var limit = CommandOptions.TimeLimit();
        Option[] budgets = [trainings, epochs, evaluations, generations, gpuSeconds, cost, seconds, idleGenerations, idleEvaluations, target];
        var command = new Command("extend", "Add budget to a search; a search that has used up its budget continues where it stopped.") { id };
        foreach (var option in (Option[])[.. budgets, idempotencyKey, watch, interval, limit])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(parsed =>
        {
            if (budgets.All(option => parsed.GetResult(option) is null))
            {
                parsed.AddError($"Specify what to add: {string.Join(", ", budgets.SkipLast(1).Select(option => option.Name))} or {budgets[^1].Name}.");
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
                GpuSeconds = parsed.GetValue(gpuSeconds),
                Cost = parsed.GetValue(cost),
                WallClockSeconds = parsed.GetValue(seconds),
                NoImprovementGenerations = parsed.GetValue(idleGenerations),
                NoImprovementEvaluations = parsed.GetValue(idleEvaluations),
                TargetHypervolume = parsed.GetValue(target),
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

    // JSON has no other numbers.
    static Option<double?> FiniteNumber(string name, string description) => new(name)
    {
        Description = description,
        Validators = { result => CommandOptions.Check<double?>(result, value => value is null || double.IsFinite(value.Value), $"{name} must be a finite number.") },
    };
}
