using System.CommandLine;
using Serverless.Algorithms.Options;
using Serverless.Cli.Output;
using Serverless.Core.Devices;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tables;
using Serverless.Core.Validation;

namespace Serverless.Cli.Commands;

/// <summary><c>validate FILE</c>: checks a request by the rules that the platform has; with <c>--url</c>, by all that a platform knows.</summary>
public static class ValidateCommand
{
    /// <summary>The algorithms that the platform offers.</summary>
    public static IReadOnlyList<string> Algorithms { get; } = AlgorithmDescription.Names;

    public static Command Create(CliConsole console, Connection connection)
    {
        var file = InputFile.Argument("The request.");
        var devices = new Option<string[]>("--device")
        {
            Description = $"A device that your platform knows besides {DeviceDefinition.LocalCpu.Id}; needless with --url. May be given several times.",
            Validators = { result => CommandOptions.RequireId(result, "--device") },
        };
        var command = new Command(
            "validate", "Check a request without starting it; tells every fault at once. With --url also what only that platform knows.") { file, devices };
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetRequiredValue(file);
            var request = RequestFile.ReadBytes(console, path);
            if (parsed.GetValue(connection.Url) is null)
            {
                CheckAlone(console, InputFile.Name(path), request, parsed.GetValue(devices) ?? []);
            }
            else
            {
                using var client = connection.Open(parsed);
                var valid = await client.Searches.ValidateAsync(request, cancellation).ConfigureAwait(false);
                WarningText.Write(console, RequestWarnings.Of(valid, Catalogue([])));
                await console.Out.WriteLineAsync($"{InputFile.Name(path)} is valid on {client.Address}.").ConfigureAwait(false);
                foreach (var line in FidelityText.Lines(valid))
                {
                    await console.Out.WriteLineAsync(line).ConfigureAwait(false);
                }
            }

            return ExitCodes.Done;
        });
        return command;
    }

    static void CheckAlone(CliConsole console, string name, byte[] request, string[] devices)
    {
        var catalogue = Catalogue(devices);
        var reading = SearchRequestReader.Read(request, catalogue);
        if (!reading.IsValid)
        {
            throw new CliException(
                ExitCodes.Usage,
                reading.Errors.Count == 1 ? $"{name} has a fault:" : $"{name} has {reading.Errors.Count} faults:",
                [.. reading.Errors.Concat(reading.Unchecked).Select(Line)]);
        }

        WarningText.Write(console, RequestWarnings.Of(reading.Request, catalogue));
        console.Out.WriteLine(reading.Unchecked.Count == 0 ? $"{name} is valid." : $"{name} is valid as far as can be told without a platform.");
        foreach (var line in FidelityText.Lines(reading.Request).Concat(SpaceSamples.Lines(reading.Request, name)))
        {
            console.Out.WriteLine(line);
        }

        if (reading.Unchecked.Count == 0)
        {
            return;
        }

        foreach (var open in reading.Unchecked)
        {
            console.Error.WriteLine($"  {Line(open)}");
        }

        console.Error.WriteLine($"Check it against a platform: serverless validate FILE --url {Connection.DefaultUrl}");
    }

    static string Line(FieldError error) => $"{(error.Pointer.Length == 0 ? "(whole document)" : error.Pointer)}: {error.Message}";

    static RequestCatalogue Catalogue(IReadOnlyList<string> devices) => new()
    {
        Datasets = [DatasetDescription.FashionMnist],
        Devices = [DeviceDefinition.LocalCpu, .. devices.Select(id => new DeviceDefinition { Id = id, Kind = DeviceKind.Measured })],
        Tables = KnownTables.All,
        Algorithms = Algorithms,
        IsPartial = true,
    };
}
