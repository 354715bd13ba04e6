using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Serverless.Inference;
using Serverless.Learning.Kernels;
using Serverless.Spaces;

namespace Serverless.Worker.Measuring;

/// <summary><c>measure</c>: measures one network on this machine, as a job would; needs neither platform nor storage.</summary>
static class MeasureCommand
{
    static readonly ImageShape DefaultShape = new(Channels: 1, Height: 28, Width: 28, Classes: 10);

    public static Command Create(TextWriter output, TextWriter error)
    {
        // Nobody else waits for the machine, unlike with jobs, so there is time for a narrower interval.
        var defaults = new LatencyMeterOptions { TimeLimit = TimeSpan.FromSeconds(5) };
        var file = new Argument<string?>("FILE") { Description = "An image classifier in ONNX.", Arity = ArgumentArity.ZeroOrOne };
        var space = new Option<string>("--space")
        {
            Description = "The search space of --architecture: a name, or a file with a request or with a space of your own.",
            HelpName = "NAME|FILE",
            DefaultValueFactory = _ => NasBench201Space.SpaceName,
        };
        var architecture = new Option<string?>("--architecture") { Description = "Instead of FILE: an architecture in its space's notation; its weights are random." };
        var references = new Option<bool>("--references") { Description = "Instead of FILE: the reference architectures of --space, by which generators know a device; those that --append has already are left out." };
        var channels = new Option<int?>("--channels") { Description = "Feature maps after the stem. Default: the space's." };
        var cells = new Option<int?>("--cells") { Description = "Cells per stage. Default: the space's." };
        var widths = new Option<IReadOnlyList<int>?>("--bit-widths")
        {
            Description = "Of mobile: what its layers choose among, for example 8,32; the architecture then names each layer's.",
            HelpName = "BITS,BITS",
            CustomParser = ParseWidths,
        };
        var shape = new Option<ImageShape?>("--shape")
        {
            Description = "What the architecture takes and answers: channels x height x width x classes. Default: what a file of --space says, or 1x28x28x10.",
            HelpName = "CxHxWxK",
            CustomParser = ParseShape,
        };
        var limit = new Option<double>("--time-limit") { Description = "Seconds after which no pass is begun.", DefaultValueFactory = _ => defaults.TimeLimit.TotalSeconds };
        var width = new Option<double>("--width")
        {
            Description = "Enough when the median's 95 % confidence interval is at most this share of the median wide.",
            DefaultValueFactory = _ => defaults.TargetWidth,
        };
        var repeats = new Option<int>("--repeats") { Description = $"Timed passes at the most; {defaults.MinimumRepeats} are the least.", DefaultValueFactory = _ => defaults.MaximumRepeats };
        var append = new Option<string?>("--append")
        {
            Description = "Add a line to this CSV, from which 'device register --predict' tells what the device needs for every other architecture; only with --architecture.",
            HelpName = "FILE.csv",
        };
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        limit.Validators.Add(result => OptionCheck.Require<double>(result, value => value is > 0 and <= 3600, "--time-limit is more than 0 and at most 3600 seconds."));
        width.Validators.Add(result => OptionCheck.Require<double>(result, value => value is > 0 and <= 1, "--width is more than 0 and at most 1."));
        repeats.Validators.Add(result => OptionCheck.Require<int>(result, value => value >= defaults.MinimumRepeats, $"--repeats is at least {defaults.MinimumRepeats}."));
        var command = new Command("measure", "Measure the latency of one network on this machine: ONNX Runtime, one pinned thread, batch of one.")
        {
            file, space, architecture, references, channels, cells, widths, shape, limit, width, repeats, append, json,
        };
        command.Validators.Add(result =>
        {
            bool[] given = [result.GetResult(file) is { Tokens.Count: > 0 }, result.GetResult(architecture) is not null, result.GetValue(references)];
            if (given.Count(isGiven => isGiven) != 1)
            {
                result.AddError("Give either FILE, --architecture or --references.");
            }
            else if (result.GetValue(references) && result.GetResult(append) is null)
            {
                result.AddError("--references are measured to be noted; name the file by --append.");
            }
            else if (result.GetResult(append) is not null && given[0])
            {
                result.AddError("--append notes what an architecture takes; give --architecture instead of FILE.");
            }

            if (result.GetResult(widths) is not null && result.GetValue(space) != MobileSpace.SpaceName)
            {
                result.AddError($"--bit-widths goes with --space {MobileSpace.SpaceName} alone; leave it out.");
            }
        });
        command.SetAction((parsed, cancellation) =>
        {
            var options = defaults with
            {
                TimeLimit = TimeSpan.FromSeconds(parsed.GetValue(limit)),
                TargetWidth = parsed.GetValue(width),
                MaximumRepeats = parsed.GetValue(repeats),
            };
            try
            {
                var meter = new LatencyMeter(options, MachineSpeed.OfThisMachine());
                var measured = MeasuredSpace.Read(parsed.GetRequiredValue(space), parsed.GetValue(channels), parsed.GetValue(cells), parsed.GetValue(shape));
                var images = measured.Shape ?? DefaultShape;
                var skeleton = measured.For(images);
                skeleton = skeleton with { BitWidths = parsed.GetValue(widths) ?? skeleton.BitWidths };
                if (skeleton.Definition is not null && parsed.GetValue(append) is not null)
                {
                    throw new MeasuringException($"A file of measurements tells a space by its name, and '{skeleton.Name}' is one of your own: leave --append out.");
                }

                if (parsed.GetValue(references))
                {
                    new ReferenceMeasurements(meter, output, options.TargetWidth, parsed.GetValue(json))
                        .Take(parsed.GetValue(append)!, skeleton, images, cancellation); // it is given
                    return Task.FromResult(ExitCodes.Success);
                }

                var network = parsed.GetValue(file) is { } path
                    ? MeasuredNetwork.Read(path)
                    : MeasuredNetwork.Export(skeleton, MeasuredSpace.NetworkOf(parsed.GetRequiredValue(architecture)!), images);
                var notes = parsed.GetValue(append) is { } noted ? MeasurementNotes.Open(noted, skeleton, network.Shape, network.Name) : null;
                var found = meter.Measure(network.Name, network.Content, network.Shape, cancellation);
                var report = MeasurementReport.Of(network, found, options.TargetWidth);
                output.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(report, MeasurementJson.Readable.MeasurementReport) : report.Text);
                notes?.Append(report);
                return Task.FromResult(ExitCodes.Success);
            }
            catch (Exception fault) when (fault is MeasuringException or ModelException)
            {
                error.WriteLine($"Error: {fault.Message}");
                return Task.FromResult(ExitCodes.BadOptions);
            }
            catch (IOException full)
            {
                error.WriteLine($"Error: The answer cannot be written: {full.Message}");
                return Task.FromResult(ExitCodes.Failed);
            }
            catch (TorchException unfit)
            {
                error.WriteLine($"Error: {unfit.Message}");
                return Task.FromResult(ExitCodes.NotSetUp);
            }
        });
        return command;
    }

    static int[]? ParseWidths(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        int[] widths = [.. text.Split(',').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) ? bits : 0).Order()];
        if (widths.Length > 1 && widths.Distinct().Count() == widths.Length && widths.All(BitWidths.Has))
        {
            return widths;
        }

        result.AddError($"--bit-widths is two or more different widths from {BitWidths.Fewest} to {BitWidths.MostQuantised}, or {BitWidths.Unquantised}, such as 8,32, not '{text}'.");
        return null;
    }

    static ImageShape? ParseShape(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var sizes = text.Split('x').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0).ToArray();
        if (sizes is [> 0 and <= 4096, > 0 and <= 4096, > 0 and <= 4096, > 0 and <= 100_000])
        {
            return new ImageShape(sizes[0], sizes[1], sizes[2], sizes[3]);
        }

        result.AddError($"--shape is four whole numbers such as 3x32x32x10, each size at most 4096, not '{text}'.");
        return null;
    }
}
