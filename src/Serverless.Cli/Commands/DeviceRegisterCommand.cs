using System.CommandLine;
using System.Text;
using Serverless.Cli.Output;
using Serverless.Core.Devices;

namespace Serverless.Cli.Commands;

/// <summary><c>device register ID</c>: registers a device that objectives can name; the answer is the device.</summary>
public static class DeviceRegisterCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.Id("ID", $"The device's id, for example pixel-4. {DeviceId.Rule}");
        var table = new Option<string?>("--table")
        {
            Description = "Look latencies up instead of measuring them: CSV with the header metric,operation,value, or by layer metric,decision,choice,value; "
                + "'constant' is added for every network.",
            HelpName = "FILE.csv",
            Validators = { result => CommandOptions.RequireText(result, "--table") },
        };
        var surrogate = new Option<string?>("--surrogate")
        {
            Description = "Take latencies from the predictions of a surrogate of kind device-transfer or lookup.",
            Validators = { result => CommandOptions.RequireId(result, "--surrogate") },
        };
        var predict = new PredictOptions();
        var measurements = new Option<string[]>("--measurements")
        {
            Description = "Measurements of networks on a measured device, by which generators identify it: CSV as 'device measure --append' writes it. May be given several times.",
            HelpName = "FILE.csv",
            Validators = { result => CommandOptions.RequireText(result, "--measurements") },
        };
        var description = new Option<string?>("--description") { Description = "A description for people." };
        var replace = new Option<bool>("--replace") { Description = "Replace the definition of an existing device with this id; without this option it is kept." };
        var format = CommandOptions.Format();
        var command = new Command("register", "Register a device: measured by an agent that runs on it, looked up in a table, or predicted from a few measurements.") { id, table, surrogate, measurements, description, replace, format };
        predict.AddTo(command);
        command.Validators.Add(result =>
        {
            (string Name, bool IsGiven)[] sources =
            [
                ("--table", result.GetValue(table) is not null), ("--surrogate", result.GetValue(surrogate) is not null), ("--predict", predict.IsIn(result)),
            ];
            string[] given = [.. sources.Where(source => source.IsGiven).Select(source => source.Name)];
            if (given.Length > 1)
            {
                result.AddError($"{string.Join(" and ", given)} each define where latencies come from; specify only one of them.");
            }

            if (given.Length > 0 && result.GetValue(measurements) is { Length: > 0 })
            {
                result.AddError($"--measurements belong to a measured device, {given[0]} to one that is not measured; specify only one of them.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var tables = parsed.GetValue(table) is { } file ? ReadTables(console, file) : null;
            using var client = connection.Open(parsed);
            var source = parsed.GetValue(surrogate)
                ?? await predict.FitAsync(console, client, parsed, parsed.GetRequiredValue(id), parsed.GetValue(replace), cancellation).ConfigureAwait(false);
            var device = new DeviceDefinition
            {
                Id = parsed.GetRequiredValue(id),
                Kind = tables is null && source is null ? DeviceKind.Measured : DeviceKind.Lookup,
                Description = parsed.GetValue(description),
                Tables = tables!,
                Surrogate = source,
                Measurements = parsed.GetValue(measurements) is { Length: > 0 } files ? [.. files.Select(file => ReadMeasurements(console, file))] : null,
            };
            var registered = await client.Devices.PutAsync(device, parsed.GetValue(replace), cancellation).ConfigureAwait(false);
            Answer.Write(console, parsed.GetValue(format), registered, () => DeviceTable.Of([registered]));
            if (registered.Kind == DeviceKind.Measured)
            {
                await console.Error.WriteLineAsync($"On the device itself: AzureWebJobsStorage=... ./serverless worker --device-agent {PlainText.Of(registered.Id)}").ConfigureAwait(false);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    static DeviceMeasurements ReadMeasurements(CliConsole console, string path)
    {
        var reading = NewDeviceOptions.ReadMeasurements(console, path);
        return reading.Skeleton is { } networks
            ? new DeviceMeasurements(reading.Metric!, networks, reading.Measurements) // it has measurements
            : throw new CliException(ExitCodes.Usage, $"{InputFile.Name(path)} does not specify the size of its networks; add a line before its header: {MeasuredSkeleton.Form}");
    }

    static IReadOnlyDictionary<string, LookupTable> ReadTables(CliConsole console, string path)
    {
        var reading = LookupTableCsv.Read(Encoding.UTF8.GetString(RequestFile.WithoutMark(InputFile.Read(console, path, "table"))));
        return reading.IsValid ? reading.Tables : throw new CliException(ExitCodes.Usage, $"{InputFile.Name(path)} is not a lookup table:", reading.Errors);
    }
}
