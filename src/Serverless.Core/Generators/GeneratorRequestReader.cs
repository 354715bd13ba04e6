using System.Diagnostics.CodeAnalysis;
using Serverless.Core.Devices;
using Serverless.Core.Searches;
using Serverless.Core.Tables;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Generators;

/// <summary>Reads and validates a request for a generator; reports all errors at once.</summary>
public static class GeneratorRequestReader
{
    const int MostSteps = 1_000_000;
    const double MostSeconds = 30 * 86_400;

    /// <param name="utf8Json">The body, in UTF-8, with or without byte order mark.</param>
    /// <param name="tables">The tables that the request can name.</param>
    public static GeneratorRequestReading Read(ReadOnlyMemory<byte> utf8Json, IReadOnlyList<TableDescription> tables)
    {
        var errors = new ValidationErrors();
        using var document = JsonText.Parse(utf8Json, errors);
        var fields = document is null ? null : JsonFields.Open(document.RootElement, pointer: "", errors);
        var request = fields is null ? null : ReadFields(fields, tables);
        return new GeneratorRequestReading(errors.Any ? null : request, errors.ToList(), IsWellFormed: document is not null);
    }

    static GeneratorRequest ReadFields(JsonFields fields, IReadOnlyList<TableDescription> tables)
    {
        var searches = ReadSearches(fields);
        var cost = (fields.Has("cost") ? fields.RequiredName("cost", "metric of a device", DeviceReader.Metrics) : null) ?? DeviceReader.Metrics[0];
        var rows = ReadTable(fields.Object("table"), tables);
        var table = tables.FirstOrDefault(known => known.Name == rows?.Name);
        var request = new GeneratorRequest
        {
            Kind = (fields.Has("kind") ? fields.RequiredName("kind", "kind of generator", GeneratorKind.Names) : null) ?? GeneratorKind.Modnas,
            Searches = searches,
            Table = rows,
            Quality = ReadQuality(fields, table, searches),
            Cost = cost,
            Devices = GeneratorDevicesSection.Read(fields, table, cost),
            Seed = fields.Seed("seed"),
            Steps = fields.OptionalWhole("steps", 1, MostSteps),
            Balancer = fields.Has("balancer") ? fields.RequiredName("balancer", "balancer", BalancerKind.Names) : null,
            MaxSeconds = fields.Number("maxSeconds", " above 0", value => value is > 0 and <= MostSeconds),
        };
        if (request is { Kind: GeneratorKind.Pnag, Balancer: not null })
        {
            fields.Fault("balancer", $"'{GeneratorKind.Pnag}' balances no gradients of devices; remove this field, or use the kind '{GeneratorKind.Modnas}'.");
        }

        fields.ReportUnknown();
        return request;
    }

    static IReadOnlyList<string> ReadSearches(JsonFields fields)
    {
        if (!fields.Has("searches") && !fields.Has("table"))
        {
            fields.Fault("searches", "This is required, or a table: the ids of searches whose evaluations to learn from.");
        }

        var searches = fields.Texts("searches");
        foreach (var (place, id) in searches.Index().Where(search => !SearchId.IsValid(search.Item)))
        {
            fields.Fault("searches", place, $"{ErrorText.Text(id)} is not a search id.");
        }

        if (fields.IsEmptyList("searches") && !fields.Has("table"))
        {
            fields.Fault("searches", "This list is empty: give searches, or a table.");
        }

        if (searches.Count > GeneratorRequest.MostSearches || searches.Distinct().Count() < searches.Count)
        {
            fields.Fault("searches", $"Give at most {GeneratorRequest.MostSearches} different searches, each once.");
        }

        return searches;
    }

    static GeneratorRows? ReadTable(JsonFields? fields, IReadOnlyList<TableDescription> tables)
    {
        if (fields is null)
        {
            return null;
        }

        var name = fields.RequiredName("name", "table", [.. tables.Select(known => known.Name)]);
        var table = tables.FirstOrDefault(known => known.Name == name);
        var rows = new GeneratorRows
        {
            Name = name ?? "",
            Rows = fields.Whole("rows", 1, GeneratorRows.Most, GeneratorRows.Usual),
            Space = fields.Has("space") && table is not null ? fields.RequiredName("space", $"space of the table '{table.Name}'", table.SpaceNames) : fields.Text("space"),
        };
        if (table is { Layers: not null })
        {
            fields.Fault("name", $"'{table.Name}' has layers and no rows of networks to learn from; use another table.");
        }
        else if (table is not null && SearchSpaces.Find(table.SpaceNames[0]) is null)
        {
            fields.Fault("name", $"Only the rows of '{table.Name}' are known, not its architectures, so nothing can be generated; use a table of {ErrorText.Names(SearchSpaces.Names)}.");
        }

        fields.ReportUnknown();
        return rows;
    }

    static string? ReadQuality(JsonFields fields, TableDescription? table, IReadOnlyList<string> searches)
    {
        if (fields.Has("quality") && table is not null)
        {
            return fields.RequiredName("quality", $"column of the table '{table.Name}' that needs training", [.. table.Metrics.Where(metric => metric.TakesTraining).Select(metric => metric.Column)]);
        }

        if (!fields.Has("quality") && table is not null && searches.Count == 0)
        {
            fields.Fault("quality", $"This is required: the quality to optimise on every device, a column of '{table.Name}', for example {table.Metrics.FirstOrDefault(metric => metric.TakesTraining)?.Column ?? "accuracy"}.");
        }

        return fields.Text("quality");
    }
}

/// <summary>A request for a generator that was read, or all errors in it.</summary>
/// <param name="Request">The request; null when there are errors.</param>
/// <param name="Errors">All errors, by JSON pointer.</param>
/// <param name="IsWellFormed">Whether the body is well-formed JSON.</param>
public sealed record GeneratorRequestReading(GeneratorRequest? Request, IReadOnlyList<FieldError> Errors, bool IsWellFormed)
{
    [MemberNotNullWhen(true, nameof(Request))]
    public bool IsValid => Request is not null;
}
