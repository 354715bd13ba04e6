using System.CommandLine;
using Serverless.Cli.Api;
using Serverless.Cli.Output;
using Serverless.Core.Devices;
using Serverless.Core.Generators;
using Serverless.Core.Surrogates;

namespace Serverless.Cli.Commands;

/// <summary>
/// <c>generator fit [SEARCH ...] [--table NAME]</c>: has a worker fit a generator; the answer is the future generator or, with --wait, the
/// fitted one.
/// </summary>
public static class GeneratorFitCommand
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public static Command Create(CliConsole console, Connection connection)
    {
        var searches = new Argument<string[]>("SEARCH")
        {
            Description = "The searches whose evaluations to learn from.",
            Arity = ArgumentArity.ZeroOrMore,
            Validators = { result => CommandOptions.RequireId(result, "SEARCH") },
        };
        var kind = new Option<string>("--kind") { Description = $"One of {string.Join(", ", GeneratorKind.Names)}.", DefaultValueFactory = _ => GeneratorKind.Modnas };
        kind.AcceptOnlyFromAmong([.. GeneratorKind.Names]);
        var table = new Option<string?>("--table") { Description = "A reference table of the platform whose rows to learn from." };
        var rows = new Option<int>("--rows") { Description = "The number of rows, drawn with the seed.", DefaultValueFactory = _ => GeneratorRows.Usual };
        var space = new Option<string?>("--space") { Description = "The space, if the table has two: the first distinguishes all genotypes." };
        var quality = new Option<string?>("--quality") { Description = "The quality to optimise on every device: an objective of the searches, or a column of the table. Default: the searches' first objective that needs a training." };
        var cost = new Option<string>("--cost") { Description = $"The cost metric of the devices: {string.Join(" or ", DeviceReader.Metrics)}.", DefaultValueFactory = _ => DeviceReader.Metrics[0] };
        cost.AcceptOnlyFromAmong([.. DeviceReader.Metrics]);
        var devices = new Option<string[]>("--device") { Description = "A device of the platform with measurements of the reference architectures. May be given several times." };
        var columns = new Option<string[]>("--column")
        {
            Description = "A column of the table as a device, or NAME=COLUMN to name it. May be given several times. Default, without --device: every column that holds --cost.",
            HelpName = "[NAME=]COLUMN",
        };
        var seed = new Option<long>("--seed") { Description = "The seed of rows, weights, order and draws." };
        var steps = new Option<int?>("--steps") { Description = "Training steps of the generator. Default: depends on the kind." };
        var balancer = new Option<string?>("--balancer") { Description = $"How the gradients of several devices are combined: {string.Join(", ", BalancerKind.Names)}. Default: depends on the kind." };
        balancer.AcceptOnlyFromAmong([.. BalancerKind.Names]);
        var most = new Option<double?>("--max-seconds") { Description = "Limit of worker time of the fit, in seconds; the fit fails when it is used up." };
        var wait = new Option<bool>("--wait") { Description = "Wait until the generator is fitted." };
        var format = CommandOptions.Format();
        var command = new Command("fit", "Fit a generator on a worker to the evaluations of searches, to rows of a table, or to both.")
        {
            searches, kind, table, rows, space, quality, cost, devices, columns, seed, steps, balancer, most, wait, format,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(searches) is not { Length: > 0 } && result.GetValue(table) is null)
            {
                result.AddError("Specify searches whose evaluations to learn from, or a --table.");
            }

            if (result.GetValue(columns) is { Length: > 0 } && result.GetValue(table) is null)
            {
                result.AddError("--column needs a table; specify it with --table.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var request = new GeneratorRequest
            {
                Kind = parsed.GetRequiredValue(kind),
                Searches = parsed.GetValue(searches) ?? [],
                Table = parsed.GetValue(table) is { } name ? new GeneratorRows { Name = name, Rows = parsed.GetValue(rows), Space = parsed.GetValue(space) } : null,
                Quality = parsed.GetValue(quality),
                Cost = parsed.GetRequiredValue(cost),
                Devices =
                [
                    .. (parsed.GetValue(columns) ?? []).Select(Column),
                    .. (parsed.GetValue(devices) ?? []).Select(device => new RequestedDevice { Id = device }),
                ],
                Seed = parsed.GetValue(seed),
                Steps = parsed.GetValue(steps),
                Balancer = parsed.GetValue(balancer),
                MaxSeconds = parsed.GetValue(most),
            };
            using var client = connection.Open(parsed);
            var generator = await client.Generators.FitAsync(request, Guid.NewGuid().ToString("N"), cancellation).ConfigureAwait(false);
            if (parsed.GetValue(wait))
            {
                generator = await WaitAsync(console, client, generator, cancellation).ConfigureAwait(false);
            }

            Answer.Write(console, parsed.GetValue(format), generator, () => GeneratorTable.Facts(generator));
            await console.Error.WriteLineAsync(
                $"{(generator.Status == SurrogateStatus.Ready ? "Use it: serverless generator ask" : "Show it: serverless generator show")} {PlainText.Of(generator.Id)}").ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }

    static RequestedDevice Column(string text) => text.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign
        ? new RequestedDevice { Name = text[..sign], Column = text[(sign + 1)..] }
        : new RequestedDevice { Column = text };

    static async Task<GeneratorEntry> WaitAsync(CliConsole console, PlatformClient client, GeneratorEntry generator, CancellationToken cancellation)
    {
        var said = "";
        for (; generator.Status == SurrogateStatus.Fitting; generator = await client.Generators.GetAsync(generator.Id, cancellation).ConfigureAwait(false))
        {
            var stands = generator.Progress is { } progress ? GeneratorTable.Progress(progress) : "";
            if (stands != said)
            {
                said = stands;
                await console.Error.WriteLineAsync(stands).ConfigureAwait(false);
            }

            await Task.Delay(Interval, console.Clock, cancellation).ConfigureAwait(false);
        }

        return generator.Status == SurrogateStatus.Ready ? generator : throw new CliException(ExitCodes.Failure, $"The fit failed: {PlainText.Of(generator.Error)}");
    }
}
