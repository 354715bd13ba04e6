using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Validation;

namespace Serverless.Cli.Commands;

/// <summary>Reads a search request that a user wrote.</summary>
public static class RequestFile
{
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a file, without comments and trailing commas, since the platform accepts only strict JSON.</summary>
    /// <exception cref="CliException">The file cannot be read.</exception>
    public static byte[] ReadBytes(CliConsole console, string path) =>
        CommentedJson.ToStrict(InputFile.Read(console, path, "request", "Start with examples/quickstart.json."));

    /// <summary>Reads a file and replaces its name, seed and imports by those that are given.</summary>
    /// <exception cref="CliException">The file cannot be read, or the values cannot be inserted into it.</exception>
    public static byte[] Read(CliConsole console, string path, string? name, long? seed, JsonNode? importFrom = null)
    {
        var content = ReadBytes(console, path);
        // Without replacements the platform should receive exactly what the user wrote, and report what is wrong with it.
        return name is null && seed is null && importFrom is null ? content : With(InputFile.Name(path), content, name, seed, importFrom);
    }

    /// <summary>Returns what <c>--import</c> inserts into a request: rows of a CSV file, or the search with that id if no such file exists.</summary>
    /// <exception cref="CliException">The file cannot be read.</exception>
    public static JsonNode? ImportOf(CliConsole console, string? source, bool retriesFailed) => source is null ? null
        : File.Exists(source) ? new JsonObject { ["csv"] = Encoding.UTF8.GetString(WithoutMark(InputFile.Read(console, source, "results", "Its header must be architecture and the names of the metrics."))) }
        : retriesFailed ? new JsonObject { ["search"] = source, ["retryFailed"] = true }
        : new JsonObject { ["search"] = source };

    /// <summary>Returns the content without the byte order mark with which some editors begin UTF-8.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> content) => content.StartsWith(ByteOrderMark) ? content[ByteOrderMark.Length..] : content;

    static byte[] With(string path, byte[] content, string? name, long? seed, JsonNode? importFrom)
    {
        try
        {
            if (JsonNode.Parse(WithoutMark(content), documentOptions: Strict) is JsonObject request)
            {
                if (name is not null)
                {
                    request["name"] = name;
                }

                if (seed is not null)
                {
                    request["seed"] = seed;
                }

                if (importFrom is not null)
                {
                    request["importFrom"] = importFrom;
                }

                return Encoding.UTF8.GetBytes(request.ToJsonString());
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The file is malformed, or not UTF-8, which is noticed only when it is written again: the platform reports where and how.
            return content;
        }

        throw new CliException(ExitCodes.Usage, $"{path} is not a JSON object, so --name, --seed and --import cannot be applied to it.");
    }
}
