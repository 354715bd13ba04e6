using System.CommandLine;
using Serverless.Cli.Output;
using Serverless.Core.Generators;
using Serverless.Core.Surrogates;

namespace Serverless.Cli.Commands;

/// <summary><c>surrogate fit [SEARCH] [--table NAME]</c>: has a worker fit a surrogate; the answer is the future surrogate.</summary>
public static class SurrogateFitCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var search = new Argument<string?>("SEARCH") { Description = "The search whose evaluations to learn from.", Arity = ArgumentArity.ZeroOrOne, Validators = { result => CommandOptions.RequireId(result, "SEARCH") } };
        var rows = new TableRowsOptions();
        var device = new NewDeviceOptions();
        var targets = new Option<string[]>("--target") { Description = "An objective of SEARCH to predict, for example latencyMs@board. May be given several times; without it all." };
        var warmStart = new Option<string?>("--warm-start") { Description = $"A surrogate of kind {string.Join(" or ", SurrogateDescription.WarmStarted)} to begin at.", Validators = { result => CommandOptions.RequireId(result, "--warm-start") } };
        var mode = CommandOptions.Choice<WarmStartMode>(
            "--warm-start-mode", "How to begin there: freezeEncoder (other devices or objectives; same space, images, dataset and fidelity) or fineTune. By default what the spaces ask for.");
        var kind = new Option<string>("--kind")
        {
            Description = $"One of {string.Join(", ", SurrogateDescription.Names)}.",
            DefaultValueFactory = result => result.GetResult(warmStart) is null ? FitRequestReader.DefaultKind : SurrogateDescription.WarmStarted[0],
        };
        kind.AcceptOnlyFromAmong([.. SurrogateDescription.Names]);
        var ensemble = new Option<int?>("--ensemble")
        {
            Description = $"Predictors that are fitted to disagree, 1 to 20; {FitRequestReader.DefaultEnsemble}, or as many as --warm-start has.",
        };
        var balancer = new Option<string?>("--balancer")
        {
            Description = $"How losses are balanced by kinds that have several ({string.Join(", ", SurrogateDescription.Balanced)}): {string.Join(", ", BalancerKind.OfSurrogates)}; by default the kind's own.",
        };
        balancer.AcceptOnlyFromAmong([.. BalancerKind.OfSurrogates]);
        var seed = new Option<long>("--seed") { Description = "Of weights, order and folds." };
        var others = new Option<bool>("--other-searches") { Description = "Learn from other searches of the same space, dataset and recipe too." };
        var format = CommandOptions.Format();
        var command = new Command("fit", "Have a worker fit a surrogate to what a search has evaluated, to rows of a table, or to both.")
        {
            search, kind, targets, ensemble, balancer, seed, others, warmStart, mode, format,
            CommandOptions.Retired("--from", "--warm-start"), CommandOptions.Retired("--mode", "--warm-start-mode"),
        };
        rows.AddTo(command);
        device.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(search) is null && !rows.AreIn(result))
            {
                result.AddError("Name the SEARCH whose evaluations to learn from, or a --table.");
            }

            if (result.GetResult(mode) is not null && result.GetResult(warmStart) is null)
            {
                result.AddError("--warm-start-mode says how to begin at a surrogate; name it by --warm-start.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var request = new FitRequest
            {
                Search = parsed.GetValue(search),
                Table = rows.Read(parsed),
                Targets = parsed.GetValue(targets) ?? [],
                Device = device.Read(console, parsed),
                Kind = parsed.GetRequiredValue(kind),
                Ensemble = parsed.GetValue(ensemble),
                Balancer = parsed.GetValue(balancer),
                Seed = parsed.GetValue(seed),
                OtherSearches = parsed.GetValue(others),
                WarmStart = parsed.GetValue(warmStart) is { } id ? new WarmStart { Surrogate = id, Mode = parsed.GetValue(mode) } : null,
            };
            using var client = connection.Open(parsed);
            var surrogate = await client.Surrogates.FitAsync(request, Guid.NewGuid().ToString("N"), cancellation).ConfigureAwait(false);
            Answer.Write(console, parsed.GetValue(format), surrogate, () => SurrogateTable.Facts(surrogate));
            await console.Error.WriteLineAsync($"Look at it: serverless surrogate show {PlainText.Of(surrogate.Id)}").ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }
}
