using Serverless.Core.Fidelities;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/importFrom</c>: the results of another search, or rows given as JSON or as CSV.</summary>
static class ImportSection
{
    const string Section = "importFrom";
    const string Search = "search";
    const string Rows = "rows";
    const string Csv = "csv";
    const string RetryFailed = "retryFailed";

    /// <param name="root">The request's fields.</param>
    /// <param name="request">The rest of the request as read so far.</param>
    /// <param name="catalogue">The catalogue, which holds the searches that the request can name.</param>
    /// <param name="rules">The rules of the evaluator.</param>
    /// <returns>The request with all results as rows; if failures are to be retried, with the failed architectures among its seeds.</returns>
    public static SearchRequest Read(JsonFields root, SearchRequest request, RequestCatalogue catalogue, EvaluatorRules rules)
    {
        if (root.Object(Section) is not { } fields)
        {
            return request;
        }

        if (FaultOf(request) is { } fault)
        {
            root.Fault(Section, fault);
        }

        var rows = new ImportedRows(request, rules);
        var search = fields.Text(Search);
        IReadOnlyList<ImportedResult> read = [];
        IReadOnlyList<string> failed = [];
        var retries = fields.Boolean(RetryFailed);
        if (retries && search is null)
        {
            fields.Fault(RetryFailed, "Only a search has failed evaluations; name it in search, or remove this field.");
        }

        if (fields.Has(Csv) && (fields.Has(Rows) || fields.Has(Search)))
        {
            fields.Fault(Csv, $"There already is {(fields.Has(Rows) ? Rows : Search)}: import from one source, and remove the other.");
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
            failed = retries ? FailedOf(search, catalogue) : [];
            read = ReadSearch(fields, search, request, catalogue, rows, mayBeEmpty: failed.Count > 0);
        }
        else
        {
            root.Fault(Section, "Give a source: {\"search\": \"<id>\"}, {\"csv\": \"architecture,accuracy,...\"} or {\"rows\": [{\"architecture\": ..., \"metrics\": {...}}]}.");
        }

        fields.ReportUnknown();
        return request with
        {
            // If the search only had failures, there is nothing to import.
            ImportFrom = read.Count == 0 && failed.Count > 0 ? null : new ImportSpecification { Search = search, Rows = read, RetryFailed = retries ? true : null },
            Seeds = failed.Count == 0 ? request.Seeds : SeedsWith(failed, request),
        };
    }

    // Adds each candidate once, however its architecture is written.
    static IReadOnlyList<string> SeedsWith(IReadOnlyList<string> failed, SearchRequest request)
    {
        var space = SearchSpaces.Of(request.Space);
        return
        [
            .. (request.Seeds ?? []).Concat(failed)
                .DistinctBy(text => space is not null && space.TryParse(text, out var architecture, out _) ? space.IdOf(architecture).Value : text)
                .Take(SeedsField.Most),
        ];
    }

    static IReadOnlyList<string> FailedOf(string id, RequestCatalogue catalogue) => catalogue.Searches?.FirstOrDefault(known => known.Id == id)?.Failed ?? [];

    static string? FaultOf(SearchRequest request) =>
        !request.IsTrained ? "A search of a table looks up every candidate at no cost, so an import saves nothing; remove this field, or give seeds."
        : request.Algorithm.ZeroCostMetrics.Count > 0
            ? $"'{request.Algorithm.Name}' compares untrained networks, to which results of trainings do not apply: use another algorithm, or remove this field."
        : OwnFidelities.AreOf(request)
            ? $"'{request.Algorithm.Name}' starts with shorter trainings, which cannot be compared with results of whole trainings: use another algorithm, or remove this field."
        : null;

    static IReadOnlyList<ImportedResult> ReadSearch(JsonFields fields, string id, SearchRequest request, RequestCatalogue catalogue, ImportedRows rows, bool mayBeEmpty)
    {
        if (!SearchId.IsValid(id))
        {
            fields.Fault(Search, $"{ErrorText.Text(id)} is not a search id.");
            return [];
        }

        if (catalogue.Searches is null)
        {
            fields.Unchecked(Search, $"whether there is a search {ErrorText.Text(id)} with results of this space.");
            return [];
        }

        if (catalogue.Searches.FirstOrDefault(known => known.Id == id) is not { } source)
        {
            fields.Fault(Search, $"There is no search {ErrorText.Text(id)}; 'search list' shows the existing searches.");
            return [];
        }

        if (DifferenceOf(source.Request, request) is { } difference)
        {
            fields.Fault(Search, difference);
            return [];
        }

        var results = rows.OfSearch(source);
        if (results.Count == 0 && !mayBeEmpty)
        {
            fields.Fault(Search, $"No whole training of {id} has {ErrorText.Names(request.Objectives.Select(objective => objective.Name))}; name a search that has them.");
        }

        return results;
    }

    // Values from other recipes are imported unchanged: whether they are comparable is for the user to decide.
    static string? DifferenceOf(SearchRequest source, SearchRequest request) =>
        source.Space != request.Space
            ? $"It searched {Described(source)}, this search {Described(request)}: their architectures are not the same networks. Name a search of the same space and size."
        : DataOf(source) != DataOf(request)
            ? $"It was trained on {Described(DataOf(source))}, this search on {Described(DataOf(request))}, so accuracies are not comparable. Name a search of the same data."
        : null;

    static (string Name, int Training, int Validation, long SplitSeed, string? Source) DataOf(SearchRequest request) => (
        request.Dataset.Name, request.Dataset.TrainingImages, request.Dataset.ValidationImages, request.Dataset.SplitSeed, (request.Dataset.Source is { } source ? source with { Scope = null } : null)?.Identity);

    static string Described((string Name, int Training, int Validation, long SplitSeed, string? Source) data) =>
        $"{data.Training} + {data.Validation} images of {ErrorText.Text(data.Name)} split by {data.SplitSeed}";

    static string Described(SearchRequest request) =>
        $"{request.Space.Name} of {request.Space.Channels} channels and {request.Space.CellsPerStage} cells a stage{(request.Space.BitWidths is { } widths ? $" of {string.Join(" or ", widths)} bits" : "")}{(request.Space.Recipe is null ? "" : " with a recipe")}";
}
