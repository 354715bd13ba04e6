using System.Text.Json;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Finds the search from which a body imports results before the body is read, so that only that search has to be loaded.</summary>
public static class NamedSearches
{
    /// <summary>
    /// Returns the id of the search from which a search request, or the search of a schedule, imports; empty if there is no valid id or the results
    /// are included.
    /// </summary>
    /// <remarks>Returns at most one id even if a hostile body repeats the field, because all results of each search returned are loaded.</remarks>
    /// <param name="utf8Json">A body, UTF-8.</param>
    public static IReadOnlyList<string> In(ReadOnlyMemory<byte> utf8Json)
    {
        using var document = JsonText.Parse(utf8Json, new ValidationErrors());
        return document is null ? [] : [.. Roots(document.RootElement).SelectMany(IdsOf).Where(SearchId.IsValid).Take(1)];
    }

    static IEnumerable<JsonElement> Roots(JsonElement root) => [root, .. Fields(root, "request")];

    static IEnumerable<string> IdsOf(JsonElement request) =>
        from source in Fields(request, "importFrom")
        where !Fields(source, "rows").Any(rows => rows.ValueKind == JsonValueKind.Array && rows.GetArrayLength() > 0)
        from id in Fields(source, "search")
        where id.ValueKind == JsonValueKind.String
        select id.GetString()!; // of this kind it is a text

    static IEnumerable<JsonElement> Fields(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().Where(field => field.NameEquals(name)).Select(field => field.Value)
        : [];
}
