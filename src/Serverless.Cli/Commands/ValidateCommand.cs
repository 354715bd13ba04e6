using System.CommandLine;
using Serverless.Algorithms.Options;
using Serverless.Cli.Output;
using Serverless.Core.Devices;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tables;
using Serverless.Core.Validation;

namespace Serverless.Cli.Commands;

/// <summary>
/// <c>validate FILE</c>: checks a request by the platform's rules; with <c>--url</c>, against all that a platform knows; with
/// <c>--train</c>, by training.
/// </summary>
public static class ValidateCommand
{
    /// <summary>The algorithms that the platform offers.</summary>
    public static IReadOnlyList<string> Algorithms { get; } = AlgorithmDescription.Names;

    /// <summary>A worker's exit code when networks that it tried do not train; any other code than 0 means that it could not try them.</summary>
    const int WorkerFailed = 3;

    public static Command Create(CliConsole console, Connection connection)
    {
        var file = InputFile.Argument("The request.");
        var devices = new Option<string[]>("--device")
        {
            Description = $"A device of your platform in addition to {DeviceDefinition.LocalCpu.Id}; not needed with --url. May be given several times.",
            Validators = { result => CommandOptions.RequireId(result, "--device") },
        };
        var train = new Option<bool>("--train")
        {
            Description = "Train ten random networks of the request's space on one batch each on this machine's CPU, and show losses and seconds.",
        };
        var command = new Command(
            "validate", "Check a request without starting it and report all errors. With --url, also check what only that platform knows.") { file, devices, train };
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetRequiredValue(file);
            var request = RequestFile.ReadBytes(console, path);
            if (parsed.GetValue(connection.Url) is null)
            {
                CheckAlone(console, InputFile.Name(path), request, parsed.GetValue(devices) ?? [], parsed.GetValue(train));
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

            return parsed.GetValue(train) ? await TrainAsync(console, InputFile.Name(path), request, cancellation).ConfigureAwait(false) : ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Has a worker try the checked request, which can come from standard input.</summary>
    static async Task<int> TrainAsync(CliConsole console, string name, byte[] request, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("serverless-validate-");
        try
        {
            var file = Path.Combine(folder.FullName, "request.json");
            await File.WriteAllBytesAsync(file, request, cancellation).ConfigureAwait(false);
            await console.Error.WriteLineAsync("Ten random networks, each trained on one batch of random numbers:").ConfigureAwait(false);
            var status = await console.RunWorkerAsync(console, ["try", file], cancellation).ConfigureAwait(false);
            return status switch
            {
                0 => ExitCodes.Done,
                WorkerFailed => throw new CliException(ExitCodes.Failure, $"{name} is valid, but not all of its networks could be trained; the errors are shown above."),
                _ => throw new CliException(ExitCodes.Failure, $"{name} is valid, but training its networks was not possible; the reason is shown above."),
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static void CheckAlone(CliConsole console, string name, byte[] request, string[] devices, bool trains)
    {
        var catalogue = Catalogue(devices);
        var reading = SearchRequestReader.Read(request, catalogue);
        if (!reading.IsValid)
        {
            throw new CliException(
                ExitCodes.Usage,
                reading.Errors.Count == 1 ? $"{name} has an error:" : $"{name} has {reading.Errors.Count} errors:",
                [.. reading.Errors.Concat(reading.Unchecked).Select(Line)]);
        }

        WarningText.Write(console, RequestWarnings.Of(reading.Request, catalogue));
        console.Out.WriteLine(reading.Unchecked.Count == 0 ? $"{name} is valid." : $"{name} is valid as far as can be checked without a platform.");
        foreach (var line in FidelityText.Lines(reading.Request).Concat(SpaceSamples.Lines(reading.Request, trains ? null : name)))
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
