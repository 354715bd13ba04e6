using System.Text.Json.Nodes;

namespace Serverless.Cli.Local.Platform;

/// <summary>The functions that a read key opens: those that answer to GET alone, but the one that tells of a key that it may write.</summary>
public static class ReadFunctions
{
    const string Access = "GetAccess";

    /// <summary>Their names.</summary>
    /// <param name="app">The folder of the built app, with what Azure reads of its functions.</param>
    public static IReadOnlyList<string> Of(string app)
    {
        var functions = JsonNode.Parse(File.ReadAllText(Path.Combine(app, "functions.metadata")))!.AsArray();
        return [.. functions.Where(function => function!["bindings"]!.AsArray().Any(IsGet)).Select(function => (string)function!["name"]!).Where(name => name != Access)];
    }

    static bool IsGet(JsonNode? binding) =>
        (string?)binding!["type"] == "httpTrigger" && binding["methods"] is JsonArray { Count: 1 } methods && (string?)methods[0] == "get";
}
