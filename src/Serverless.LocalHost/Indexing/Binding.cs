using System.Text.Json;
using System.Text.Json.Nodes;

namespace Serverless.LocalHost.Indexing;

/// <summary>One binding of a function, as the worker describes it.</summary>
/// <param name="Name">The parameter's name; <c>$return</c> for what the function returns.</param>
/// <param name="Type">Such as queueTrigger; its case does not matter.</param>
/// <param name="IsOutput">Whether the function writes to it.</param>
/// <param name="Properties">Everything that is said of it.</param>
sealed record Binding(string Name, string Type, bool IsOutput, JsonObject Properties)
{
    /// <summary>Whether the binding makes the function run.</summary>
    public bool IsTrigger => Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the worker makes the parameter itself, of a type that the host does not know.</summary>
    public bool IsDeferred =>
        Properties["properties"] is JsonObject own
        && own.Any(pair => pair.Key.Equals("supportsDeferredBinding", StringComparison.OrdinalIgnoreCase)
            && "true".Equals(pair.Value?.ToString(), StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the JSON of a binding.</summary>
    /// <exception cref="FormatException">It has no name or no type.</exception>
    public static Binding Parse(string json)
    {
        try
        {
            var properties = JsonNode.Parse(json) as JsonObject;
            return (string?)properties?["name"] is { Length: > 0 } name && (string?)properties["type"] is { Length: > 0 } type
                ? new Binding(name, type, "Out".Equals((string?)properties["direction"], StringComparison.OrdinalIgnoreCase), properties)
                : throw new FormatException($"A binding without name or type: {json}");
        }
        catch (JsonException broken)
        {
            throw new FormatException($"A binding that is no JSON: {json}", broken);
        }
    }

    /// <summary>Whether the binding is of a type.</summary>
    public bool Is(string type) => Type.Equals(type, StringComparison.OrdinalIgnoreCase);

    /// <summary>A property as text, whatever the case of its name; null when it is not said.</summary>
    public string? Text(string property) =>
        Properties.FirstOrDefault(pair => pair.Key.Equals(property, StringComparison.OrdinalIgnoreCase)).Value?.ToString();
}
