using System.Globalization;
using System.Text.Json.Nodes;

namespace Serverless.LocalHost.Configuration;

/// <summary>JSON as the keys and values of a configuration.</summary>
static class FlattenedJson
{
    /// <summary>One pair a value, its key the path of names and indices joined by colons; nulls are left out.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Of(JsonNode node, string path) => node switch
    {
        JsonObject values => values.SelectMany(pair => pair.Value is null ? [] : Of(pair.Value, $"{path}:{pair.Key}")),
        JsonArray items => items.SelectMany(
            (item, index) => item is null ? [] : Of(item, string.Create(CultureInfo.InvariantCulture, $"{path}:{index}"))),
        _ => [new(path, node.ToString())],
    };
}
