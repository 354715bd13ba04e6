using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Cli.Commands;

namespace Serverless.Cli.Reports;

/// <summary>Reads what a worker wrote to its <c>--report</c>.</summary>
public static class WorkerReportFile
{
    /// <summary>The worker's name, which is the file's, and its split.</summary>
    /// <exception cref="CliException">It cannot be read, or is none.</exception>
    public static (string Name, WorkerSplit Split) Read(string path)
    {
        try
        {
            var split = JsonSerializer.Deserialize(ReadBytes(path), WorkerReportJson.Default.WorkerSplit) ?? throw new JsonException("It is null.");
            return (Path.GetFileNameWithoutExtension(path).Replace("-report", "", StringComparison.Ordinal), split);
        }
        catch (Exception fault) when (InputFile.IsUnreadable(fault) || fault is JsonException)
        {
            throw new CliException(ExitCodes.Usage, $"{path} is no worker's report: {fault.Message}", "A worker writes one when started with --report FILE.");
        }
    }

    static byte[] ReadBytes(string path)
    {
        using var file = File.OpenRead(path);
        return InputFile.ReadToEnd(file) ?? throw new IOException($"It has more than {InputFile.MaximumBytes} bytes.");
    }
}

/// <summary>How a worker's report is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WorkerSplit))]
sealed partial class WorkerReportJson : JsonSerializerContext;
