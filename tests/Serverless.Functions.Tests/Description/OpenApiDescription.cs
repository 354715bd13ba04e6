using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;

namespace Serverless.Functions.Tests.Description;

/// <summary>Reads the description of the API, and validates values against its schemas.</summary>
static partial class OpenApiDescription
{
    /// <value>The whole document, as the code says it.</value>
    public static JsonObject Document { get; } = OpenApiDocument.Create();

    /// <value>All operations.</value>
    public static IEnumerable<JsonNode> Operations => Document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!);

    /// <summary>The operation of a path whose parameters are written <c>{}</c>; null when there is none.</summary>
    public static (string Path, JsonNode? Operation) Find(string method, string path)
    {
        var known = Document["paths"]!.AsObject().FirstOrDefault(each => Parameter().Replace(each.Key, "{}") == path);
        return (known.Key ?? path, known.Value?[method]);
    }

    /// <summary>How a value differs from a schema of the document; null when it does not.</summary>
    public static string? FaultOf(string reference, JsonNode value)
    {
        // The validator follows schemas that contain themselves only where it knows the keyword that they are under.
        var schema = new JsonObject { ["$ref"] = reference, ["$defs"] = Document["components"]!["schemas"]!.DeepClone() };
        var result = JsonSchema.FromText(schema.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal)).Evaluate(value, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid
            ? null
            : string.Join("; ", result.Details.Where(detail => detail.HasErrors).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}")));
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
