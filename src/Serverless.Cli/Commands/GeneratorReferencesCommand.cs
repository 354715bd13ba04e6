using System.CommandLine;
using Serverless.Cli.Output;
using Serverless.Core.Devices;
using Serverless.Core.Generators;
using Serverless.Core.Objectives;
using Serverless.Core.Tables;
using Serverless.Spaces;

namespace Serverless.Cli.Commands;

/// <summary><c>generator references [ID]</c>: lists the architectures to measure on a device, so that generators know it.</summary>
public static class GeneratorReferencesCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = new Argument<string?>("ID")
        {
            Description = "The generator to use with the device. Without it, the reference architectures of --space are listed, for a generator that will be fitted to searches.",
            Arity = ArgumentArity.ZeroOrOne,
            Validators = { result => CommandOptions.RequireId(result, "ID") },
        };
        var space = new Option<string>("--space") { Description = "Without ID: the search space.", DefaultValueFactory = _ => NasBench201Space.SpaceName };
        space.AcceptOnlyFromAmong([.. SearchSpaces.Names]);
        var channels = new Option<int?>("--channels") { Description = "Without ID: feature maps after the stem. Default: that of the space." };
        var cells = new Option<int?>("--cells") { Description = "Without ID: cells per stage. Default: that of the space." };
        var format = CommandOptions.Format();
        var command = new Command("references", "List the reference architectures; generators identify a device by its measurements of them.") { id, space, channels, cells, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (references, networks, metric) = parsed.GetValue(id) is { } named
                ? await OfAsync(named).ConfigureAwait(false)
                : OfSpace(parsed.GetRequiredValue(space), parsed.GetValue(channels), parsed.GetValue(cells));
            Answer.WriteList(console, parsed.GetValue(format), references, () => GeneratorTable.References(references));
            await console.Error.WriteLineAsync(PlainText.Of(HowToMeasure(networks, metric))).ConfigureAwait(false);
            return ExitCodes.Done;

            async Task<(IReadOnlyList<string> References, MeasuredSkeleton Networks, string Metric)> OfAsync(string generator)
            {
                using var client = connection.Open(parsed);
                var entry = await client.Generators.GetAsync(generator, cancellation).ConfigureAwait(false);
                return (entry.References, MeasuredSkeleton.Of(entry.Space, entry.Shape), entry.Cost.Metric);
            }
        });
        return command;
    }

    static string HowToMeasure(MeasuredSkeleton networks, string metric) => metric == Metric.LatencyMs.Name
        ? $"On the device: ./serverless device measure --references{networks.ToString()[1..]} --append DEVICE.csv; then: serverless device register DEVICE --measurements DEVICE.csv"
        : $"'device measure' measures only {Metric.LatencyMs.Name}. Measure the {metric} of each on the device by other means, and write a file that starts with the lines '{networks}' and "
            + $"'{MeasurementCsv.HeaderOf(metric)}', followed by one line ARCHITECTURE,VALUE for each; then: serverless device register DEVICE --measurements DEVICE.csv";

    static (IReadOnlyList<string> References, MeasuredSkeleton Networks, string Metric) OfSpace(string name, int? channels, int? cells)
    {
        var space = SearchSpaces.Find(name)!; // as the option says
        var usual = space.DefaultSkeleton;
        var skeleton = usual with { Channels = channels ?? usual.Channels, CellsPerStage = cells ?? usual.CellsPerStage };
        return (space.Skeleton.FaultOfChannels(skeleton) ?? space.Skeleton.FaultOfCells(skeleton)) is { } fault
            ? throw new CliException(ExitCodes.Usage, fault)
            : ([.. ReferenceArchitectures.Of(space, skeleton, TableImages.Shape).Select(space.Format)], MeasuredSkeleton.Of(skeleton, TableImages.Shape), Metric.LatencyMs.Name);
    }
}
