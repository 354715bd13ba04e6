using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using System.Text.Json.Nodes;

namespace Serverless.LocalHost.Indexing;

/// <summary>Converts bindings to the attributes of the WebJobs SDK.</summary>
static class BindingAttributes
{
    /// <summary>Builds the attribute for a binding.</summary>
    /// <param name="attribute">The type of the attribute.</param>
    /// <param name="arguments">The arguments of its constructor.</param>
    /// <param name="binding">The binding, whose texts, flags and numbers set the properties of the same names, such as a connection.</param>
    public static CustomAttributeBuilder Build(Type attribute, string[] arguments, Binding binding)
    {
        var settings = binding.Properties
            .Where(pair => pair.Key is not ("name" or "type" or "direction"))
            .Select(pair => (
                Property: attribute.GetProperty(pair.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase),
                Text: (pair.Value as JsonValue)?.ToString()))
            .Where(pair => pair.Property?.SetMethod is { IsPublic: true } && pair.Text is not null)
            .Select(pair => (Property: pair.Property!, Value: Convert(pair.Property!.PropertyType, pair.Text!)))
            .Where(pair => pair.Value is not null)
            .ToList();
        var constructor = attribute.GetConstructor([.. arguments.Select(_ => typeof(string))])
            ?? throw new InvalidOperationException($"{attribute.FullName} has no constructor of {arguments.Length} texts.");
        return new CustomAttributeBuilder(
            constructor, arguments, [.. settings.Select(pair => pair.Property)], [.. settings.Select(pair => pair.Value)]);
    }

    static object? Convert(Type type, string text) =>
        type == typeof(string) ? text
        : type == typeof(bool) && bool.TryParse(text, out var flag) ? flag
        : type == typeof(int) && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number
        : null;
}
