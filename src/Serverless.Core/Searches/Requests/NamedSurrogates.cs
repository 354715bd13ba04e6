using System.Text.Json;
using Serverless.Core.Surrogates;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Finds the registered surrogates that a body names before the body is read, so that the whole registry need not be loaded.</summary>
public static class NamedSurrogates
{
    /// <summary>Returns the surrogates that a search request, or the search of a schedule, names: only valid ids, whatever else is wrong.</summary>
    /// <param name="utf8Json">A body, UTF-8.</param>
    public static IReadOnlyList<string> In(ReadOnlyMemory<byte> utf8Json)
    {
        using var document = JsonText.Parse(utf8Json, new ValidationErrors());
        return document is null ? [] : [.. Roots(document.RootElement).SelectMany(IdsOf).Where(SurrogateId.IsValid).Distinct()];
    }

    static IEnumerable<JsonElement> Roots(JsonElement root) => [root, .. Fields(root, "request")];

    static IEnumerable<string> IdsOf(JsonElement request) =>
        from surrogate in Fields(request, "surrogate")
        from id in Fields(surrogate, "id")
        where id.ValueKind == JsonValueKind.String
        select id.GetString()!; // of this kind it is a text

    static IEnumerable<JsonElement> Fields(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().Where(field => field.NameEquals(name)).Select(field => field.Value)
        : [];
}
