using System.CommandLine;
using System.Text;
using Serverless.Core.Devices;
using Serverless.Core.Surrogates;

namespace Serverless.Cli.Commands;

/// <summary>The options that describe a device with few measurements.</summary>
sealed class NewDeviceOptions
{
    readonly Option<string?> _device = new("--device")
    {
        Description = $"For --kind {SurrogateKind.DeviceTransfer}: the name that objectives use for the device with few measurements.",
        Validators = { result => CommandOptions.RequireId(result, "--device") },
    };

    readonly Option<string?> _measurements = new("--measurements")
    {
        Description = "The measurements of the device: CSV with the header architecture,latencyMs, as 'device measure --append' writes it.",
        HelpName = "FILE.csv",
        Validators = { result => CommandOptions.RequireText(result, "--measurements") },
    };

    readonly Option<string?> _column = new("--device-column") { Description = "Instead of a file: the column of the table with the values of the device." };
    readonly Option<int?> _rows = new("--device-rows") { Description = $"The number of rows of --device-column to read, the most informative. Default: {NewDevice.UsualRows}." };
    readonly Option<int?> _channels = new("--channels") { Description = "Feature maps after the stem of the measured networks. Default: that of the space." };
    readonly Option<int?> _cells = new("--cells") { Description = "Cells per stage of the measured networks. Default: that of the space." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _device, _measurements, _column, _rows, _channels, _cells })
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            Option[] others = [_measurements, _column, _rows, _channels, _cells];
            if (result.GetResult(_device) is null && others.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } alone)
            {
                result.AddError($"{alone.Name} needs a device; specify it with --device.");
            }
        });
    }

    /// <summary>Reads the device from the command line; null when it names none.</summary>
    public NewDevice? Read(CliConsole console, ParseResult parsed)
    {
        if (parsed.GetValue(_device) is not { } id)
        {
            return null;
        }

        var measured = parsed.GetValue(_measurements) is { } path ? ReadMeasurements(console, path) : null;
        (int? Channels, int? Cells) size = measured is null ? (parsed.GetValue(_channels), parsed.GetValue(_cells)) : SizeOf(measured, parsed, _channels, _cells);
        return new NewDevice
        {
            Id = id,
            Metric = measured?.Metric,
            Measurements = measured?.Measurements ?? [],
            Column = parsed.GetValue(_column),
            Rows = parsed.GetValue(_rows),
            Channels = size.Channels,
            CellsPerStage = size.Cells,
        };
    }

    /// <summary>Returns the size of the measured networks: that of the file, which options can repeat, or else that of the options.</summary>
    /// <exception cref="CliException">An option contradicts the file.</exception>
    public static (int? Channels, int? Cells) SizeOf(MeasurementReading measured, ParseResult parsed, Option<int?> channels, Option<int?> cells)
    {
        return (Same(channels, measured.Skeleton?.Channels), Same(cells, measured.Skeleton?.CellsPerStage));

        int? Same(Option<int?> option, int? said) => parsed.GetValue(option) is not { } asked || said is null || asked == said
            ? said ?? parsed.GetValue(option)
            : throw new CliException(ExitCodes.Usage, $"{option.Name} is {asked}, but the first line of the measurements says {said}; omit the option, or measure networks of that size.");
    }

    /// <summary>Reads a file of measurements.</summary>
    /// <exception cref="CliException">The file cannot be read, or does not contain measurements.</exception>
    public static MeasurementReading ReadMeasurements(CliConsole console, string path)
    {
        var reading = MeasurementCsv.Read(Encoding.UTF8.GetString(RequestFile.WithoutMark(InputFile.Read(console, path, "measurements"))));
        return reading.Metric is not null ? reading : throw new CliException(ExitCodes.Usage, $"{InputFile.Name(path)} has no measurements:", reading.Errors);
    }
}
