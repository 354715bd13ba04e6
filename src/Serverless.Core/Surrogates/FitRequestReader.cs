using System.Diagnostics.CodeAnalysis;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Searches;
using Serverless.Core.Tables;
using Serverless.Core.Validation;

namespace Serverless.Core.Surrogates;

/// <summary>Reads and validates a request for a fit; reports all errors at once.</summary>
public static class FitRequestReader
{
    /// <summary>The default kind.</summary>
    public const string DefaultKind = SurrogateSpecification.DefaultKind;

    /// <summary>The default number of members of an ensemble.</summary>
    public const int DefaultEnsemble = SurrogateSpecification.DefaultEnsemble;

    static readonly Dictionary<string, WarmStartMode> Modes =
        new() { ["freezeEncoder"] = WarmStartMode.FreezeEncoder, ["fineTune"] = WarmStartMode.FineTune };

    /// <param name="utf8Json">The body, in UTF-8, with or without byte order mark.</param>
    /// <param name="tables">The tables that the request can name.</param>
    public static FitRequestReading Read(ReadOnlyMemory<byte> utf8Json, IReadOnlyList<TableDescription> tables)
    {
        var errors = new ValidationErrors();
        using var document = JsonText.Parse(utf8Json, errors);
        var fields = document is null ? null : JsonFields.Open(document.RootElement, pointer: "", errors);
        var request = fields is null ? null : ReadFields(fields, tables);
        return new FitRequestReading(errors.Any ? null : request, errors.ToList(), IsWellFormed: document is not null);
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
            fields.Fault("search", $"{ErrorText.Text(search)} is not a search id.");
        }

        var kind = ReadKind(fields);
        var rows = TableRowsSection.Read(fields.Object("table"), tables, kind, hasSearch: fields.Has("search"));
        var request = new FitRequest
        {
            Search = search,
            Table = rows,
            WarmStart = ReadWarmStart(fields.Object("warmStart")),
            Kind = kind,
            Targets = fields.Texts("targets"),
            Device = NewDeviceSection.Read(fields, kind, tables.FirstOrDefault(table => table.Name == rows?.Name)),
            Ensemble = SurrogateSection.ReadEnsemble(fields),
            Balancer = SurrogateSection.ReadBalancer(fields, kind, search is null && rows is { Metrics.Count: > 0 } ? [.. rows.Metrics.Select(ObjectiveOf)] : null),
            Seed = fields.Seed("seed"),
            OtherSearches = fields.Boolean("otherSearches"),
        };
        CheckTargets(fields, request);
        if (request is { OtherSearches: true, Table: not null })
        {
            fields.Fault("otherSearches", "Searches of a table share no trainings; use more rows instead.");
        }

        if (request.WarmStart is not null && !SurrogateDescription.WarmStarts(request.Kind))
        {
            fields.Fault("kind", $"Only a fit of kind {string.Join(" or ", SurrogateDescription.WarmStarted)} can start from a surrogate; change the kind, or remove this field.");
        }

        fields.ReportUnknown();
        return request;
    }

    // Columns have no device. The goal does not matter here.
    static Objective ObjectiveOf(string column) => new() { Metric = column, Goal = Goal.Minimise };

    static string ReadKind(JsonFields fields) =>
        (fields.Has("kind") ? fields.RequiredName("kind", "kind of surrogate", SurrogateDescription.Names) : null)
        ?? (fields.Has("warmStart") ? SurrogateDescription.WarmStarted[0] : DefaultKind);

    static void CheckTargets(JsonFields fields, FitRequest request)
    {
        if (request.Targets.Count > 0 && (request.Search is null || request.Table is not null || request.Device is not null))
        {
            fields.Fault("targets", "These are objectives of a search without a table; for a table, use metrics, and remove this field.");
        }

        if (request.Targets.Distinct().Count() < request.Targets.Count)
        {
            fields.Fault("targets", "An objective occurs more than once; keep one.");
        }

        if (request is { Device: not null, Table.Rows: > NewDevice.MostKnownRows })
        {
            fields.Fault("table", $"A fit of kind {request.Kind} learns from at most {NewDevice.MostKnownRows} rows; use fewer, 300 are usually enough.");
        }

        if (request is { Device: not null, Ensemble: > 1 })
        {
            fields.Fault("ensemble", $"A fit of kind {request.Kind} has one member; remove this field.");
        }
    }

    static WarmStart? ReadWarmStart(JsonFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var id = fields.Text("surrogate");
        if (!fields.Has("surrogate"))
        {
            fields.Fault("surrogate", "This is required: the id of the surrogate to start from; GET /api/surrogates lists the existing surrogates.");
        }
        else if (id is not null && !SurrogateId.IsValid(id))
        {
            fields.Fault("surrogate", $"{ErrorText.Text(id)} is not a surrogate id; GET /api/surrogates lists the existing surrogates.");
        }

        var mode = fields.Has("mode") ? fields.RequiredName("mode", "warm-start mode", [.. Modes.Keys]) : null;
        fields.ReportUnknown();
        return new WarmStart { Surrogate = id ?? "", Mode = mode is null ? null : Modes[mode] };
    }
}

/// <summary>A request for a fit that was read, or all errors in it.</summary>
/// <param name="Request">The request; null when there are errors.</param>
/// <param name="Errors">All errors, by JSON pointer.</param>
/// <param name="IsWellFormed">Whether the body is well-formed JSON.</param>
public sealed record FitRequestReading(FitRequest? Request, IReadOnlyList<FieldError> Errors, bool IsWellFormed)
{
    [MemberNotNullWhen(true, nameof(Request))]
    public bool IsValid => Request is not null;
}
