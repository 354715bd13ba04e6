using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Serverless.Core.Objectives;
using Serverless.Core.Validation;

namespace Serverless.Core.Devices;

/// <summary>
/// Reads lookup tables from CSV: the header <c>metric,operation,value</c>, or <c>metric,decision,choice,value</c> if the cost of a choice
/// differs by layer, then one cost per line, in the metric's unit.
/// </summary>
/// <remarks>
/// The operation or decision <c>constant</c> is the cost of every network; 0 if it is left out. There are no quotes, since no name contains a comma.
/// Spaces around cells and empty lines are ignored. Numbers use a decimal point.
/// </remarks>
public static class LookupTableCsv
{
    const string Header = "metric,operation,value";
    const string LayerHeader = "metric,decision,choice,value";
    const string Constant = "constant";
    const int MostErrors = 100;

    /// <summary>Reads a text; reports all errors at once, up to 100.</summary>
    public static LookupTableReading Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var errors = new List<string>();
        var rows = new Dictionary<RowKey, (double Value, int Line)>();
        var lines = text.TrimStart('\ufeff').Split('\n').Select((line, index) => (Cells: Cells(line), Number: index + 1))
            .Where(line => line.Cells is not [""]).ToList();
        var hasDecisions = lines is not [] && lines[0].Cells.SequenceEqual(Cells(LayerHeader));
        if (!hasDecisions && (lines is [] || !lines[0].Cells.SequenceEqual(Cells(Header))))
        {
            errors.Add($"line {(lines is [] ? 1 : lines[0].Number)}: This must be the header {Header} or {LayerHeader}.");
        }

        foreach (var (cells, number) in lines.Skip(1))
        {
            if (Fault(cells, number, hasDecisions, rows) is { } fault)
            {
                errors.Add($"line {number}: {fault}");
            }
        }

        var tables = rows.GroupBy(row => row.Key.Metric).ToDictionary(metric => metric.Key, Table);
        errors.AddRange(tables.Where(table => table.Value is { PerOperation.Count: 0, PerDecision: null })
            .Select(table => $"'{table.Key}' has a constant but no operations; add a line for each choice of the space."));
        if (lines.Count == 1)
        {
            errors.Add("There is no line after the header.");
        }

        return errors.Count == 0 ? new(tables, [])
            : new(null, errors.Count <= MostErrors ? errors : [.. errors.Take(MostErrors), $"{errors.Count - MostErrors} more errors, not shown; fix these first."]);
    }

    static string[] Cells(string line) => [.. line.Split(',').Select(cell => cell.Trim())];

    /// <summary>Adds a row, or returns its error.</summary>
    static string? Fault(string[] cells, int line, bool hasDecisions, Dictionary<RowKey, (double Value, int Line)> rows)
    {
        if (cells.Length != (hasDecisions ? 4 : 3))
        {
            return $"This has {cells.Length} cells instead of {(hasDecisions ? "four" : "three")}: {(hasDecisions ? LayerHeader : Header)}. Numbers have a decimal point, not a comma.";
        }

        // In a table by decisions, the constant is written in the decision's cell.
        var (metric, decision, number) = (cells[0], hasDecisions && cells[1] != Constant ? cells[1] : null, cells[^1]);
        var operation = hasDecisions && decision is null ? Constant : cells[^2];

        if (!DeviceReader.Metrics.Contains(metric))
        {
            return $"'{metric}' is not a metric of a device; use one of {string.Join(", ", DeviceReader.Metrics)}.";
        }

        if (new[] { operation, decision ?? Constant }.Any(name => name.Length == 0 || name.Contains('"', StringComparison.Ordinal)))
        {
            return $"The {(hasDecisions ? "decision and its choice are names" : "operation is a name")} without quotes, or 'constant'.";
        }

        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value) || value < 0)
        {
            return $"'{number}' is not a finite number of at least 0.";
        }

        if (!MetricRange.Holds(value))
        {
            return $"'{number}' is too large; the largest value is {ErrorText.Number(MetricRange.Largest)}.";
        }

        var key = new RowKey(metric, decision, operation);
        return rows.TryAdd(key, (value, line))
            ? null
            : $"'{metric}' of '{operation}'{(decision is null ? "" : $" at '{decision}'")} is already in line {rows[key].Line}; keep one.";
    }

    static LookupTable Table(IGrouping<string, KeyValuePair<RowKey, (double Value, int Line)>> rows)
    {
        var decisions = rows.Where(row => row.Key.Decision is not null).GroupBy(row => row.Key.Decision!)
            .ToDictionary(decision => decision.Key, IReadOnlyDictionary<string, double> (decision) => decision.ToDictionary(row => row.Key.Operation, row => row.Value.Value));
        return new LookupTable(
            rows.Where(row => row.Key.IsConstant).Sum(row => row.Value.Value),
            rows.Where(row => row.Key is { IsConstant: false, Decision: null }).ToDictionary(row => row.Key.Operation, row => row.Value.Value))
        {
            PerDecision = decisions.Count > 0 ? decisions : null,
        };
    }

    readonly record struct RowKey(string Metric, string? Decision, string Operation)
    {
        public bool IsConstant => Decision is null && Operation == Constant;
    }
}

/// <summary>The result of reading lookup tables: the tables, or the errors.</summary>
/// <param name="Tables">The tables by metric name; null when there are errors.</param>
/// <param name="Errors">One message per error, with its line.</param>
public sealed record LookupTableReading(IReadOnlyDictionary<string, LookupTable>? Tables, IReadOnlyList<string> Errors)
{
    [MemberNotNullWhen(true, nameof(Tables))]
    public bool IsValid => Tables is not null;
}
