using System.Text.Json;
using System.Text.Json.Nodes;

namespace Serverless.LocalHost.Indexing;

/// <summary>One binding of a function, as the worker describes it.</summary>
/// <param name="Name">The name of the parameter; <c>$return</c> for the return value of the function.</param>
/// <param name="Type">The type, such as queueTrigger; case-insensitive.</param>
/// <param name="IsOutput">Whether the function writes to it.</param>
/// <param name="Properties">All properties of the binding.</param>
sealed record Binding(string Name, string Type, bool IsOutput, JsonObject Properties)
{
    /// <summary>Gets whether the binding is a trigger.</summary>
    public bool IsTrigger => Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets whether the worker creates the parameter itself, with a type that the host does not know.</summary>
    public bool IsDeferred =>
        Properties["properties"] is JsonObject own
        && own.Any(pair => pair.Key.Equals("supportsDeferredBinding", StringComparison.OrdinalIgnoreCase)
            && "true".Equals(pair.Value?.ToString(), StringComparison.OrdinalIgnoreCase));

    /// <summary>Parses the JSON of a binding.</summary>
    /// <exception cref="FormatException">The binding has no name or no type.</exception>
    public static Binding Parse(string json)
    {
        try
        {
            var properties = JsonNode.Parse(json) as JsonObject;
            return (string?)properties?["name"] is { Length: > 0 } name && (string?)properties["type"] is { Length: > 0 } type
                ? new Binding(name, type, "Out".Equals((string?)properties["direction"], StringComparison.OrdinalIgnoreCase), properties)
                : throw new FormatException($"A binding has no name or type: {json}");
        }
        catch (JsonException broken)
        {
            throw new FormatException($"A binding is not valid JSON: {json}", broken);
        }
    }

    /// <summary>Returns whether the binding has a type.</summary>
    public bool Is(string type) => Type.Equals(type, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns a property as text, by its case-insensitive name; null when the binding does not have it.</summary>
    public string? Text(string property) =>
        Properties.FirstOrDefault(pair => pair.Key.Equals(property, StringComparison.OrdinalIgnoreCase)).Value?.ToString();
}
