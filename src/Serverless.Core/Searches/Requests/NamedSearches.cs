using System.Text.Json;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Finds the search whose results a body imports before it is read, so that no others need be.</summary>
public static class NamedSearches
{
    /// <summary>What a search request, or the search of a schedule, imports from: a valid id, or none; none where the results are there already.</summary>
    /// <remarks>At most one, however often a hostile body says the field: all of a search is read for it.</remarks>
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
