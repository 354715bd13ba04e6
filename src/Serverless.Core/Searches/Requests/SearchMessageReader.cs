using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads and checks a message of the queue <c>search-requests</c>: a search request that can contain the search's id.</summary>
public static class SearchMessageReader
{
    /// <summary>Reads the JSON of a message; reports all errors at once.</summary>
    /// <param name="utf8Json">The message, UTF-8, with or without byte order mark.</param>
    /// <param name="catalogue">The catalogue of what the request can name.</param>
    public static SearchMessageReading Read(ReadOnlyMemory<byte> utf8Json, RequestCatalogue catalogue)
    {
        var errors = new ValidationErrors();
        using var document = JsonText.Parse(utf8Json, errors);
        var fields = document is null ? null : JsonFields.Open(document.RootElement, pointer: "", errors);
        var id = fields is null ? null : ReadId(fields);
        var request = fields is null ? null : SearchRequestReader.ReadFields(fields, catalogue);
        return new SearchMessageReading(
            id, new SearchRequestReading(errors.Any ? null : request, errors.ToList(), isWellFormed: document is not null));
    }

    /// <summary>Returns the search id in a message; null when it has none or an invalid one.</summary>
    /// <param name="utf8Json">The message, UTF-8, with or without byte order mark.</param>
    public static string? IdIn(ReadOnlyMemory<byte> utf8Json)
    {
        var errors = new ValidationErrors();
        using var document = JsonText.Parse(utf8Json, errors);
        return document is not null && JsonFields.Open(document.RootElement, pointer: "", errors) is { } fields ? ReadId(fields) : null;
    }

    static string? ReadId(JsonFields fields)
    {
        var id = fields.Text("id");
        if (id is null || SearchId.IsChoosable(id))
        {
            return id;
        }

        fields.Fault(
            "id",
            $"{ErrorText.Text(id)} is not a valid search id: 3 to 63 of a-z, 0-9 and single hyphens inside, the first a letter, and no ending such as -c1, -r1 or -t1.");
        return null;
    }
}

/// <summary>The result of reading a message.</summary>
/// <param name="SearchId">The search id in the message; null when it has none or an invalid one.</param>
/// <param name="Reading">The search request, or all errors of the message.</param>
public sealed record SearchMessageReading(string? SearchId, SearchRequestReading Reading);
