using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads and checks the limits to add to a search: <c>{"budgets": {"trainings": 12}}</c>.</summary>
public static class SearchExtensionReader
{
    const int SchemaVersion = 1;

    /// <summary>Reads the JSON of a request; reports all errors at once.</summary>
    /// <param name="utf8Json">The body, UTF-8, with or without byte order mark.</param>
    public static SearchExtensionReading Read(ReadOnlyMemory<byte> utf8Json)
    {
        var errors = new ValidationErrors();
        using var document = JsonText.Parse(utf8Json, errors);
        var fields = document is null ? null : JsonFields.Open(document.RootElement, pointer: "", errors);
        fields?.Whole("schemaVersion", SchemaVersion, SchemaVersion, SchemaVersion);
        var added = fields is null
            ? null
            : BudgetsSection.Read(fields.RequiredObject("budgets", "what to add, for example {\"trainings\": 12}"), isRequest: false, "or nothing is added");
        fields?.ReportUnknown();
        return new SearchExtensionReading(errors.Any ? null : added, errors.ToList(), isWellFormed: document is not null);
    }
}
