using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Serverless.Cli.Commands;

/// <summary>A search request as a user wrote it.</summary>
public static class RequestFile
{
    /// <summary>Reads a file as it is.</summary>
    /// <exception cref="CliException">It cannot be read.</exception>
    public static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Usage, $"The request cannot be read: {fault.Message}", "examples/quickstart.json is one to begin with.");
        }
    }

    /// <summary>Reads a file and puts a name and a seed in place of its own, when given.</summary>
    /// <exception cref="CliException">It cannot be read, or name or seed have no place in it.</exception>
    public static byte[] Read(string path, string? name, long? seed)
    {
        var content = ReadBytes(path);
        // Nothing to put in: the platform shall see exactly what was written, and say what is wrong with it.
        return name is null && seed is null ? content : Encoding.UTF8.GetBytes(With(path, content, name, seed));
    }

    static string With(string path, byte[] content, string? name, long? seed)
    {
        try
        {
            if (JsonNode.Parse(content) is JsonObject request)
            {
                if (name is not null)
                {
                    request["name"] = name;
                }

                if (seed is not null)
                {
                    request["seed"] = seed;
                }

                return request.ToJsonString();
            }
        }
        catch (JsonException fault)
        {
            throw new CliException(ExitCodes.Usage, $"{path} is not JSON: {fault.Message}");
        }

        throw new CliException(ExitCodes.Usage, $"{path} is not a JSON object, so it has no place for --name or --seed.");
    }
}
