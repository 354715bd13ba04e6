using System.Text.Json.Nodes;

namespace Serverless.Cli.Local.Platform;

/// <summary>
/// Determines the functions that a read key opens: those that answer to GET alone, except for the one that reports whether a key allows changes.
/// </summary>
public static class ReadFunctions
{
    const string Access = "GetAccess";

    /// <summary>Returns the names of the functions.</summary>
    /// <param name="app">The folder of the built app, with the function metadata that Azure reads.</param>
    public static IReadOnlyList<string> Of(string app)
    {
        var functions = JsonNode.Parse(File.ReadAllText(Path.Combine(app, "functions.metadata")))!.AsArray();
        return [.. functions.Where(function => function!["bindings"]!.AsArray().Any(IsGet)).Select(function => (string)function!["name"]!).Where(name => name != Access)];
    }

    static bool IsGet(JsonNode? binding) =>
        (string?)binding!["type"] == "httpTrigger" && binding["methods"] is JsonArray { Count: 1 } methods && (string?)methods[0] == "get";
}
