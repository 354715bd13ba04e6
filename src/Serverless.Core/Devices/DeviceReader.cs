using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Core.Validation;

namespace Serverless.Core.Devices;

/// <summary>Reads and checks a device's definition; reports all errors at once.</summary>
public static class DeviceReader
{
    const int LongestDescription = 200;

    static readonly Dictionary<string, DeviceKind> Kinds = new() { ["measured"] = DeviceKind.Measured, ["lookup"] = DeviceKind.Lookup };

    /// <value>The metrics that a device can have.</value>
    public static IReadOnlyList<string> Metrics { get; } =
        [.. Metric.All.Where(metric => metric.Source == MetricSource.Device).Select(metric => metric.Name)];

    /// <summary>
    /// Reads the JSON of a definition: <c>kind</c>, <c>description</c> and, for lookup devices, <c>tables</c>, for measured devices
    /// <c>measurements</c>.
    /// </summary>
    /// <param name="id">The id of the device; the body can repeat it.</param>
    /// <param name="utf8Json">The body, UTF-8, with or without byte order mark.</param>
    /// <param name="stored">The stored definition: the body can repeat the tables and the space that its surrogate made. Null: there is none.</param>
    public static DeviceReading Read(string id, ReadOnlyMemory<byte> utf8Json, DeviceDefinition? stored = null)
    {
        var errors = new ValidationErrors();
        using var document = JsonText.Parse(utf8Json, errors);
        var fields = document is null ? null : JsonFields.Open(document.RootElement, pointer: "", errors);
        var device = fields is null ? null : ReadFields(id, fields, stored);
        return new DeviceReading(errors.Any ? null : device, errors.ToList(), IsWellFormed: document is not null);
    }

    static DeviceDefinition ReadFields(string id, JsonFields fields, DeviceDefinition? stored)
    {
        fields.Whole("schemaVersion", 1, 1, 1);
        if (fields.Text("id") is { } other && other != id)
        {
            fields.Fault("id", $"{ErrorText.Text(other)} is not the id in the URL, '{id}'; remove this field.");
        }

        var description = fields.Text("description");
        if (description is { Length: > LongestDescription })
        {
            fields.Fault("description", $"This has {description.Length} characters; at most {LongestDescription} are kept.");
        }

        if (description?.Any(VisibleText.IsControl) == true)
        {
            fields.Fault("description", $"{ErrorText.Text(description)} has a control character, a line break or a bidirectional control; remove it.");
        }

        var kind = fields.RequiredName("kind", "kind of device", [.. Kinds.Keys]);
        var repeated = stored is not null && Repeats(fields, stored) ? stored : null;
        var tables = repeated?.Tables ?? ReadTables(fields);
        var surrogate = ReadSurrogate(fields, kind, repeated is null ? tables.Count : 0);
        if (kind == "lookup" && tables.Count == 0 && surrogate is null)
        {
            fields.Fault("tables", "A lookup device needs at least one table, or a surrogate to make tables from, for example {\"latencyMs\": {\"constant\": 0.1, \"perOperation\": {...}}}.");
        }

        if (kind == "measured" && tables.Count > 0)
        {
            fields.Fault("tables", "A measured device does not have this; remove this field, or change the kind to 'lookup'.");
        }

        var measurements = DeviceMeasurementsSection.Read(fields, isMeasured: kind == "measured");
        fields.ReportUnknown();
        return new DeviceDefinition
        {
            Id = id,
            Kind = kind is null ? DeviceKind.Measured : Kinds[kind],
            Description = description,
            Tables = tables,
            Surrogate = surrogate,
            Space = repeated?.Space,
            Measurements = measurements,
        };
    }

    /// <summary>Returns whether the body repeats, unchanged, what the surrogate of the stored definition made.</summary>
    static bool Repeats(JsonFields fields, DeviceDefinition stored)
    {
        if (stored.Surrogate is not { } surrogate || !fields.Says("surrogate", surrogate) || !fields.Has("tables"))
        {
            return false;
        }

        var own = JsonSerializer.SerializeToElement(stored, CoreJson.Default.DeviceDefinition);
        return Same("tables") && Same("space");

        bool Same(string name) => fields.Element(name) is { } given && own.TryGetProperty(name, out var kept) && JsonElement.DeepEquals(given, kept);
    }

    static string? ReadSurrogate(JsonFields fields, string? kind, int tables)
    {
        if (fields.Text("surrogate") is not { } surrogate)
        {
            return null;
        }

        if (!SurrogateId.IsValid(surrogate))
        {
            fields.Fault("surrogate", $"{ErrorText.Text(surrogate)} is not a surrogate id; GET /api/surrogates lists the existing surrogates.");
        }

        if (kind == "measured")
        {
            fields.Fault("surrogate", "A measured device does not have this; remove this field, or change the kind to 'lookup'.");
        }

        if (tables > 0)
        {
            fields.Fault("tables", "Tables are made from the surrogate; remove this field.");
        }

        return surrogate;
    }

    static Dictionary<string, LookupTable> ReadTables(JsonFields fields)
    {
        var tables = new Dictionary<string, LookupTable>();
        foreach (var (metric, table) in fields.Object("tables")?.Objects() ?? [])
        {
            if (!Metrics.Contains(metric))
            {
                table.Fault($"{ErrorText.Text(metric)} is not a metric of a device; use one of {ErrorText.Names(Metrics)}.{NearestName.Hint(metric, Metrics)}");
            }

            var constant = table.Number("constant", " of at least 0", IsCost) ?? 0;
            var decisions = ReadDecisions(table);
            var operations = decisions.Count > 0 ? table.Object("perOperation") : table.RequiredObject("perOperation", "operations, each with the cost that one use of it adds");
            if (operations is { IsEmpty: true } && decisions.Count == 0)
            {
                table.Fault("perOperation", "This has no operation; a table needs one for each choice of the space.");
            }

            table.ReportUnknown();
            var costs = operations?.Numbers(" of at least 0", IsCost) ?? [];
            foreach (var name in costs.Keys.Where(name => name.Any(VisibleText.IsControl)))
            {
                operations!.Fault(name, $"{ErrorText.Text(name)} is not a valid operation name: it has a control character.");
            }

            tables[metric] = new LookupTable(constant, costs) { PerDecision = decisions.Count > 0 ? decisions : null };
        }

        return tables;
    }

    static Dictionary<string, IReadOnlyDictionary<string, double>> ReadDecisions(JsonFields table)
    {
        var decisions = new Dictionary<string, IReadOnlyDictionary<string, double>>();
        foreach (var (decision, choices) in table.Object("perDecision")?.Objects() ?? [])
        {
            if (decision.Any(VisibleText.IsControl))
            {
                choices.Fault($"{ErrorText.Text(decision)} is not a valid decision name: it has a control character.");
            }

            if (choices.IsEmpty)
            {
                choices.Fault("This has no choice; a decision needs a cost for each of its choices in the space.");
            }

            decisions[decision] = choices.Numbers(" of at least 0", IsCost);
        }

        return decisions;
    }

    static bool IsCost(double value) => value >= 0;
}

/// <summary>The result of reading a device: the device, or its errors.</summary>
/// <param name="Device">The device; null when there are errors.</param>
/// <param name="Errors">All errors; empty when there is a device.</param>
/// <param name="IsWellFormed">Whether the body is JSON at all.</param>
public sealed record DeviceReading(DeviceDefinition? Device, IReadOnlyList<FieldError> Errors, bool IsWellFormed)
{
    [MemberNotNullWhen(true, nameof(Device))]
    public bool IsValid => Device is not null;
}
