using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Validation;

namespace Serverless.Cli.Commands;

/// <summary>A search request as a user wrote it.</summary>
public static class RequestFile
{
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a file as it is, but for comments and commas behind last items: the platform takes strict JSON.</summary>
    /// <exception cref="CliException">It cannot be read.</exception>
    public static byte[] ReadBytes(CliConsole console, string path) =>
        CommentedJson.ToStrict(InputFile.Read(console, path, "request", "examples/quickstart.json is one to begin with."));

    /// <summary>Reads a file and puts a name, a seed and what is imported in place of its own, when given.</summary>
    /// <exception cref="CliException">It cannot be read, or what is given has no place in it.</exception>
    public static byte[] Read(CliConsole console, string path, string? name, long? seed, JsonNode? importFrom = null)
    {
        var content = ReadBytes(console, path);
        // Nothing to put in: the platform shall see exactly what was written, and say what is wrong with it.
        return name is null && seed is null && importFrom is null ? content : With(InputFile.Name(path), content, name, seed, importFrom);
    }

    /// <summary>What <c>--import</c> puts into a request: rows of a file of CSV, or the search of that id where there is no such file.</summary>
    /// <exception cref="CliException">The file cannot be read.</exception>
    public static JsonNode? ImportOf(CliConsole console, string? source, bool retriesFailed) => source is null ? null
        : File.Exists(source) ? new JsonObject { ["csv"] = Encoding.UTF8.GetString(WithoutMark(InputFile.Read(console, source, "results", "Its header is architecture and the names of the metrics."))) }
        : retriesFailed ? new JsonObject { ["search"] = source, ["retryFailed"] = true }
        : new JsonObject { ["search"] = source };

    /// <summary>The same without the mark that some editors begin UTF-8 with.</summary>
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
            // Malformed, or not UTF-8, which is found only when it is written again: the platform says where and how.
            return content;
        }

        throw new CliException(ExitCodes.Usage, $"{path} is not a JSON object, so it has no place for --name, --seed or --import.");
    }
}
