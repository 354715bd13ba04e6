using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/importFrom</c>: the results of another search, rows, or rows as CSV.</summary>
static class ImportSection
{
    const string Section = "importFrom";
    const string Search = "search";
    const string Rows = "rows";
    const string Csv = "csv";

    /// <param name="root">The request's fields.</param>
    /// <param name="request">What was read of the rest.</param>
    /// <param name="catalogue">The searches that the request may name.</param>
    /// <param name="rules">How candidates are evaluated.</param>
    /// <returns>With all results as rows; null when there are none.</returns>
    public static ImportSpecification? Read(JsonFields root, SearchRequest request, RequestCatalogue catalogue, EvaluatorRules rules)
    {
        if (root.Object(Section) is not { } fields)
        {
            return null;
        }

        if (FaultOf(request) is { } fault)
        {
            root.Fault(Section, fault);
        }

        var rows = new ImportedRows(request, rules);
        var search = fields.Text(Search);
        IReadOnlyList<ImportedResult> read = [];
        if (fields.Has(Csv) && (fields.Has(Rows) || fields.Has(Search)))
        {
            fields.Fault(Csv, $"There is {(fields.Has(Rows) ? Rows : Search)} already: import from one source, and leave the other out.");
        }
        else if (fields.Has(Rows) && (search is null || !fields.IsEmptyList(Rows)))
        {
            read = rows.OfList(fields, Rows);
        }
        else if (fields.Has(Csv))
        {
            read = fields.Text(Csv) is { } text ? rows.OfCsv(fields, Csv, text) : [];
        }
        else if (search is not null)
        {
            read = ReadSearch(fields, search, request, catalogue, rows);
        }
        else
        {
            root.Fault(Section, "Name a source: {\"search\": \"<id>\"}, {\"csv\": \"architecture,accuracy,...\"} or {\"rows\": [{\"architecture\": ..., \"metrics\": {...}}]}.");
        }

        fields.ReportUnknown();
        return new ImportSpecification { Search = search, Rows = read };
    }

    static string? FaultOf(SearchRequest request) =>
        !request.IsTrained ? "A search of a table looks every candidate up at no cost, so there is nothing to spare; leave this out, or name seeds."
        : request.Algorithm.ZeroCostMetrics.Count > 0
            ? $"'{request.Algorithm.Name}' compares untrained networks, of which results of trainings tell nothing: take another algorithm, or leave this out."
        : null;

    static IReadOnlyList<ImportedResult> ReadSearch(JsonFields fields, string id, SearchRequest request, RequestCatalogue catalogue, ImportedRows rows)
    {
        if (!SearchId.IsValid(id))
        {
            fields.Fault(Search, $"{ErrorText.Text(id)} is no id of a search.");
            return [];
        }

        if (catalogue.Searches is null)
        {
            fields.Unchecked(Search, $"whether there is a search {ErrorText.Text(id)} with results of this space.");
            return [];
        }

        if (catalogue.Searches.FirstOrDefault(known => known.Id == id) is not { } source)
        {
            fields.Fault(Search, $"There is no search {ErrorText.Text(id)}; 'search list' shows those there are.");
            return [];
        }

        if (DifferenceOf(source.Request, request) is { } difference)
        {
            fields.Fault(Search, difference);
            return [];
        }

        var results = rows.OfSearch(source);
        if (results.Count == 0)
        {
            fields.Fault(Search, $"No whole training of {id} has {ErrorText.Names(request.Objectives.Select(objective => objective.Name))}; name a search that has.");
        }

        return results;
    }

    // Of other recipes values are imported as they are: that is for people to judge.
    static string? DifferenceOf(SearchRequest source, SearchRequest request) =>
        source.Space != request.Space
            ? $"It searched {Described(source)}, this one {Described(request)}: their architectures are not the same networks. Name a search of the same space and size."
        : DataOf(source) != DataOf(request)
            ? $"It was trained on {Described(DataOf(source))}, this one on {Described(DataOf(request))}, so accuracies do not compare. Name a search of the same data."
        : null;

    static (string Name, int Training, int Validation, long SplitSeed, string? Source) DataOf(SearchRequest request) => (
        request.Dataset.Name, request.Dataset.TrainingImages, request.Dataset.ValidationImages, request.Dataset.SplitSeed, (request.Dataset.Source is { } source ? source with { Scope = null } : null)?.Identity);

    static string Described((string Name, int Training, int Validation, long SplitSeed, string? Source) data) =>
        $"{data.Training} + {data.Validation} images of {ErrorText.Text(data.Name)} split by {data.SplitSeed}";

    static string Described(SearchRequest request) =>
        $"{request.Space.Name} of {request.Space.Channels} channels and {request.Space.CellsPerStage} cells a stage{(request.Space.Recipe is null ? "" : " with a recipe")}";
}
