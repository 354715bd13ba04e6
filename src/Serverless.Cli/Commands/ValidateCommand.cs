using System.CommandLine;
using Serverless.Domain.Devices;
using Serverless.Domain.Searches;
using Serverless.Domain.Tables;
using Serverless.Domain.Searches.Algorithms;

namespace Serverless.Cli.Commands;

/// <summary><c>validate FILE</c>: checks a request without a platform, by the rules that the platform has.</summary>
public static class ValidateCommand
{
    /// <summary>The algorithms that the platform offers.</summary>
    public static IReadOnlyList<string> Algorithms { get; } = AlgorithmDescription.PlatformNames;

    public static Command Create(CliConsole console)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The request." };
        var devices = new Option<string[]>("--device") { Description = $"A device that your platform knows besides {DeviceDefinition.LocalCpu.Id}. May be given several times." };
        var command = new Command("validate", "Check a request without sending it; tells every fault at once.") { file, devices };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file).FullName;
            var reading = SearchRequestReader.Read(RequestFile.ReadBytes(path), Catalogue(parsed.GetValue(devices) ?? []));
            if (reading.IsValid)
            {
                console.Out.WriteLine($"{path} is valid.");
                return ExitCodes.Done;
            }

            throw new CliException(
                ExitCodes.Usage,
                reading.Errors.Count == 1 ? $"{path} has a fault:" : $"{path} has {reading.Errors.Count} faults:",
                [.. reading.Errors.Select(error => $"{(error.Pointer.Length == 0 ? "(whole document)" : error.Pointer)}: {error.Message}")]);
        });
        return command;
    }

    static RequestCatalogue Catalogue(IReadOnlyList<string> devices) => new()
    {
        Datasets = [DatasetDescription.FashionMnist],
        Devices = [DeviceDefinition.LocalCpu, .. devices.Select(id => new DeviceDefinition { Id = id, Kind = DeviceKind.Measured })],
        Tables = KnownTables.All,
        Algorithms = Algorithms,
    };
}
