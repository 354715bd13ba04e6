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
        var references = new Option<bool>("--references") { Description = "Instead of FILE: the reference architectures of --space, by which generators identify a device; those already in the --append file are skipped." };
        var channels = new Option<int?>("--channels") { Description = "Feature maps after the stem. Default: that of the space." };
        var cells = new Option<int?>("--cells") { Description = "Cells per stage. Default: that of the space." };
        var widths = new Option<IReadOnlyList<int>?>("--bit-widths")
        {
            Description = "For --space mobile: the bit widths among which layers choose, for example 8,32; the architecture then includes one for each layer.",
            HelpName = "BITS,BITS",
            CustomParser = ParseWidths,
        };
        var shape = new Option<ImageShape?>("--shape")
        {
            Description = "Input and output sizes of the architecture: channels x height x width x classes. Default: those in the file of --space, or 1x28x28x10.",
            HelpName = "CxHxWxK",
            CustomParser = ParseShape,
        };
        var limit = new Option<double>("--time-limit") { Description = "Seconds after which no further pass starts.", DefaultValueFactory = _ => defaults.TimeLimit.TotalSeconds };
        var width = new Option<double>("--width")
        {
            Description = "Stop when the width of the median's 95 % confidence interval is at most this share of the median.",
            DefaultValueFactory = _ => defaults.TargetWidth,
        };
        var repeats = new Option<int>("--repeats") { Description = $"Maximum number of timed passes, at least {defaults.MinimumRepeats}.", DefaultValueFactory = _ => defaults.MaximumRepeats };
        var append = new Option<string?>("--append")
        {
            Description = "Append the measurements to this CSV file, from which 'device register --predict' predicts those of other architectures; not with FILE.",
            HelpName = "FILE.csv",
        };
        var json = new Option<bool>("--json") { Description = "Write the result as JSON." };
        limit.Validators.Add(result => OptionCheck.Require<double>(result, value => value is > 0 and <= 3600, "--time-limit must be greater than 0 and at most 3600 seconds."));
        width.Validators.Add(result => OptionCheck.Require<double>(result, value => value is > 0 and <= 1, "--width must be greater than 0 and at most 1."));
        repeats.Validators.Add(result => OptionCheck.Require<int>(result, value => value >= defaults.MinimumRepeats, $"--repeats must be at least {defaults.MinimumRepeats}."));
        var command = new Command("measure", "Measure the latency of one network on this machine: ONNX Runtime, one pinned thread, batch of one.")
        {
            file, space, architecture, references, channels, cells, widths, shape, limit, width, repeats, append, json,
        };
        command.Validators.Add(result =>
        {
            bool[] given = [result.GetResult(file) is { Tokens.Count: > 0 }, result.GetResult(architecture) is not null, result.GetValue(references)];
            if (given.Count(isGiven => isGiven) != 1)
            {
                result.AddError("Specify one of FILE, --architecture and --references.");
            }
            else if (result.GetValue(references) && result.GetResult(append) is null)
            {
                result.AddError("--references needs a file for the measurements; specify it with --append.");
            }
            else if (result.GetResult(append) is not null && given[0])
            {
                result.AddError("--append needs an architecture; specify --architecture instead of FILE.");
            }

            if (result.GetResult(widths) is not null && result.GetValue(space) != MobileSpace.SpaceName)
            {
                result.AddError($"--bit-widths applies only to --space {MobileSpace.SpaceName}; remove it.");
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
                    throw new MeasuringException($"A file of measurements identifies a space by its name, but '{skeleton.Name}' is a space of your own: remove --append.");
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
                error.WriteLine($"Error: The output cannot be written: {full.Message}");
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

        result.AddError($"--bit-widths must be two or more different widths from {BitWidths.Fewest} to {BitWidths.MostQuantised}, or {BitWidths.Unquantised}, such as 8,32, not '{text}'.");
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

        result.AddError($"--shape must be four whole numbers such as 3x32x32x10, each size at most 4096, not '{text}'.");
        return null;
    }
}
