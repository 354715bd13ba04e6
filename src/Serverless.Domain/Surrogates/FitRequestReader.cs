using Serverless.Domain.Searches;
using Serverless.Domain.Searches.Reading;
using Serverless.Domain.Tables;

namespace Serverless.Domain.Surrogates;

/// <summary>Reads and checks a request for a fit; finds all faults at once.</summary>
public static class FitRequestReader
{
    /// <summary>The kind that is fitted where nobody names one.</summary>
    public const string DefaultKind = SurrogateSection.DefaultKind;

    /// <param name="utf8Json">The body, UTF-8, with or without byte order mark.</param>
    /// <param name="tables">Those that the request may name.</param>
    public static FitRequestReading Read(ReadOnlyMemory<byte> utf8Json, IReadOnlyList<TableDescription> tables)
    {
        var faults = new Faults();
        using var document = JsonText.Parse(utf8Json, faults);
        var fields = document is null ? null : JsonFields.Open(document.RootElement, pointer: "", faults);
        var request = fields is null ? null : ReadFields(fields, tables);
        return new FitRequestReading(faults.Any ? null : request, faults.ToList(), IsWellFormed: document is not null);
    }

    static FitRequest ReadFields(JsonFields fields, IReadOnlyList<TableDescription> tables)
    {
        var search = fields.Text("search");
        if (!fields.Has("search") && !fields.Has("table"))
        {
            fields.Fault("search", "This is required, or a table: the id of the search whose evaluations to learn from.");
        }
        else if (search is not null && !SearchId.IsValid(search))
        {
            fields.Fault("search", $"{Shown.Text(search)} is no id of a search.");
        }

        var request = new FitRequest
        {
            Search = search,
            Table = TableRowsSection.Read(fields.Object("table"), tables, hasSearch: fields.Has("search")),
            Kind = SurrogateSection.ReadKind(fields),
            Ensemble = SurrogateSection.ReadEnsemble(fields),
            Seed = fields.Seed("seed"),
            OtherSearches = fields.Boolean("otherSearches"),
        };
        if (request is { OtherSearches: true, Table: not null })
        {
            fields.Fault("otherSearches", "Searches of a table share no trainings; ask for more rows instead.");
        }

        fields.ReportUnknown();
        return request;
    }
}
