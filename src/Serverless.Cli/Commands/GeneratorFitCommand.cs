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
            Description = "Searches whose evaluations to learn from.",
            Arity = ArgumentArity.ZeroOrMore,
            Validators = { result => CommandOptions.RequireId(result, "SEARCH") },
        };
        var kind = new Option<string>("--kind") { Description = $"One of {string.Join(", ", GeneratorKind.Names)}.", DefaultValueFactory = _ => GeneratorKind.Modnas };
        kind.AcceptOnlyFromAmong([.. GeneratorKind.Names]);
        var table = new Option<string?>("--table") { Description = "A reference table that the platform has, to learn from its rows." };
        var rows = new Option<int>("--rows") { Description = "How many rows, drawn by the seed.", DefaultValueFactory = _ => GeneratorRows.Usual };
        var space = new Option<string?>("--space") { Description = "The space, where the table has two: the first tells all genotypes apart." };
        var quality = new Option<string?>("--quality") { Description = "What is to be good on every device: an objective of the searches, or a column of the table. Default: the searches' first that takes a training." };
        var cost = new Option<string>("--cost") { Description = $"What devices take: {string.Join(" or ", DeviceReader.Metrics)}.", DefaultValueFactory = _ => DeviceReader.Metrics[0] };
        cost.AcceptOnlyFromAmong([.. DeviceReader.Metrics]);
        var devices = new Option<string[]>("--device") { Description = "A device of the platform that has measured the reference architectures. May be given several times." };
        var columns = new Option<string[]>("--column")
        {
            Description = "A column of the table as a device, or what to call it and the column. May be given several times; without it, and --device, every column that holds --cost.",
            HelpName = "[NAME=]COLUMN",
        };
        var seed = new Option<long>("--seed") { Description = "Of rows, weights, order and draws." };
        var steps = new Option<int?>("--steps") { Description = "Steps of the generator's own training; by default the kind's own number." };
        var balancer = new Option<string?>("--balancer") { Description = $"How gradients of several devices become one step: {string.Join(", ", BalancerKind.Names)}; by default the kind's own." };
        balancer.AcceptOnlyFromAmong([.. BalancerKind.Names]);
        var most = new Option<double?>("--max-seconds") { Description = "Seconds of workers' time that the fit may take; it fails when they are used up." };
        var wait = new Option<bool>("--wait") { Description = "Wait until it is fitted." };
        var format = CommandOptions.Format();
        var command = new Command("fit", "Have a worker fit a generator to what searches have evaluated, to rows of a table, or to both.")
        {
            searches, kind, table, rows, space, quality, cost, devices, columns, seed, steps, balancer, most, wait, format,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(searches) is not { Length: > 0 } && result.GetValue(table) is null)
            {
                result.AddError("Name searches whose evaluations to learn from, or a --table.");
            }

            if (result.GetValue(columns) is { Length: > 0 } && result.GetValue(table) is null)
            {
                result.AddError("--column is of a table; name it by --table.");
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
                $"{(generator.Status == SurrogateStatus.Ready ? "Ask it: serverless generator ask" : "Look at it: serverless generator show")} {PlainText.Of(generator.Id)}").ConfigureAwait(false);
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
