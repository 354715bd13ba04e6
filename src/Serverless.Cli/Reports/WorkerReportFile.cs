using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Cli.Reports;

/// <summary>Reads what a worker wrote to its <c>--report</c>.</summary>
public static class WorkerReportFile
{
    /// <summary>The worker's name, which is the file's, and its split.</summary>
    /// <exception cref="CliException">It cannot be read, or is none.</exception>
    public static (string Name, WorkerSplit Split) Read(FileInfo file)
    {
        try
        {
            var split = JsonSerializer.Deserialize(File.ReadAllBytes(file.FullName), WorkerReportJson.Default.WorkerSplit) ?? throw new JsonException("It is null.");
            return (Path.GetFileNameWithoutExtension(file.Name).Replace("-report", "", StringComparison.Ordinal), split);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CliException(ExitCodes.Usage, $"{file.FullName} is no worker's report: {fault.Message}", "A worker writes one when started with --report FILE.");
        }
    }
}

/// <summary>How a worker's report is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WorkerSplit))]
sealed partial class WorkerReportJson : JsonSerializerContext;
