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
        var targets = new Option<string[]>("--target") { Description = "An objective of SEARCH to predict, for example latencyMs@board. May be given several times. Default: all." };
        var warmStart = new Option<string?>("--warm-start") { Description = $"A surrogate of kind {string.Join(" or ", SurrogateDescription.WarmStarted)} from which to start.", Validators = { result => CommandOptions.RequireId(result, "--warm-start") } };
        var mode = CommandOptions.Choice<WarmStartMode>(
            "--warm-start-mode", "How to start from it: freezeEncoder (other devices or objectives; same space, images, dataset and fidelity) or fineTune. Default: depends on the spaces.");
        var kind = new Option<string>("--kind")
        {
            Description = $"One of {string.Join(", ", SurrogateDescription.Names)}.",
            DefaultValueFactory = result => result.GetResult(warmStart) is null ? FitRequestReader.DefaultKind : SurrogateDescription.WarmStarted[0],
        };
        kind.AcceptOnlyFromAmong([.. SurrogateDescription.Names]);
        var ensemble = new Option<int?>("--ensemble")
        {
            Description = $"Members of the ensemble, 1 to 20. Default: {FitRequestReader.DefaultEnsemble}, or as many as --warm-start has.",
        };
        var balancer = new Option<string?>("--balancer")
        {
            Description = $"How kinds with several losses ({string.Join(", ", SurrogateDescription.Balanced)}) balance them: {string.Join(", ", BalancerKind.OfSurrogates)}. Default: depends on the kind.",
        };
        balancer.AcceptOnlyFromAmong([.. BalancerKind.OfSurrogates]);
        var seed = new Option<long>("--seed") { Description = "The seed of weights, order and folds." };
        var others = new Option<bool>("--other-searches") { Description = "Also learn from other searches of the same space, dataset and recipe." };
        var format = CommandOptions.Format();
        var command = new Command("fit", "Fit a surrogate on a worker to the evaluations of a search, to rows of a table, or to both.")
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
                result.AddError("Specify the SEARCH whose evaluations to learn from, or a --table.");
            }

            if (result.GetResult(mode) is not null && result.GetResult(warmStart) is null)
            {
                result.AddError("--warm-start-mode needs a surrogate to start from; specify it with --warm-start.");
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
            await console.Error.WriteLineAsync($"Show it: serverless surrogate show {PlainText.Of(surrogate.Id)}").ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }
}
