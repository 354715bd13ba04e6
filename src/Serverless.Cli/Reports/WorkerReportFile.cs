using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Cli.Commands;

namespace Serverless.Cli.Reports;

/// <summary>Reads the file that a worker wrote for its <c>--report</c>.</summary>
public static class WorkerReportFile
{
    /// <summary>Reads a file, and returns the worker's name, which is that of the file, and its split.</summary>
    /// <exception cref="CliException">The file cannot be read, or is not a worker's report.</exception>
    public static (string Name, WorkerSplit Split) Read(string path)
    {
        try
        {
            var split = JsonSerializer.Deserialize(ReadBytes(path), WorkerReportJson.Default.WorkerSplit) ?? throw new JsonException("The document is null.");
            return (Path.GetFileNameWithoutExtension(path).Replace("-report", "", StringComparison.Ordinal), split);
        }
        catch (Exception fault) when (InputFile.IsUnreadable(fault) || fault is JsonException)
        {
            throw new CliException(ExitCodes.Usage, $"{path} is not a worker report: {fault.Message}", "A worker writes one if started with --report FILE.");
        }
    }

    static byte[] ReadBytes(string path)
    {
        using var file = File.OpenRead(path);
        return InputFile.ReadToEnd(file) ?? throw new IOException($"It has more than {InputFile.MaximumBytes} bytes.");
    }
}

/// <summary>The JSON serialization of a worker's report.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WorkerSplit))]
sealed partial class WorkerReportJson : JsonSerializerContext;
