using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Serverless.Core.Objectives;
using Serverless.Core.Validation;

namespace Serverless.Core.Devices;

/// <summary>Reads lookup tables from CSV: the header <c>metric,operation,value</c>, then one cost a line, in the metric's unit.</summary>
/// <remarks>
/// The operation <c>constant</c> is what every network costs; left out, nothing. No quotes: no name of ours holds a comma. Spaces around
/// cells, and empty lines, do not count. Numbers have a decimal point.
/// </remarks>
public static class LookupTableCsv
{
    const string Header = "metric,operation,value";
    const string Constant = "constant";
    const int MostErrors = 100;

    /// <summary>Reads a text; finds all faults at once, up to 100.</summary>
    public static LookupTableReading Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var errors = new List<string>();
        var rows = new Dictionary<(string Metric, string Operation), (double Value, int Line)>();
        var lines = text.TrimStart('\ufeff').Split('\n').Select((line, index) => (Cells: Cells(line), Number: index + 1))
            .Where(line => line.Cells is not [""]).ToList();
        if (lines is [] || !lines[0].Cells.SequenceEqual(Cells(Header)))
        {
            errors.Add($"line {(lines is [] ? 1 : lines[0].Number)}: This has to be the header {Header}.");
        }

        foreach (var (cells, number) in lines.Skip(1))
        {
            if (Fault(cells, number, rows) is { } fault)
            {
                errors.Add($"line {number}: {fault}");
            }
        }

        var tables = rows.GroupBy(row => row.Key.Metric).ToDictionary(metric => metric.Key, Table);
        errors.AddRange(tables.Where(table => table.Value.PerOperation.Count == 0)
            .Select(table => $"'{table.Key}' has a constant and no operation; add a line for each choice of the space."));
        if (lines.Count == 1)
        {
            errors.Add("There is no line behind the header.");
        }

        return errors.Count == 0 ? new(tables, [])
            : new(null, errors.Count <= MostErrors ? errors : [.. errors.Take(MostErrors), $"{errors.Count - MostErrors} more faults, not shown; mend these first."]);
    }

    static string[] Cells(string line) => [.. line.Split(',').Select(cell => cell.Trim())];

    /// <summary>Takes a row, or says what is wrong with it.</summary>
    static string? Fault(string[] cells, int line, Dictionary<(string Metric, string Operation), (double Value, int Line)> rows)
    {
        if (cells is not [var metric, var operation, var number])
        {
            return $"This has {cells.Length} cells instead of three: {Header}. Numbers have a decimal point, not a comma.";
        }

        if (!DeviceReader.Metrics.Contains(metric))
        {
            return $"'{metric}' is no metric of a device; there are {string.Join(", ", DeviceReader.Metrics)}.";
        }

        if (operation.Length == 0 || operation.Contains('"', StringComparison.Ordinal))
        {
            return "The operation is a name without quotes, or 'constant'.";
        }

        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value) || value < 0)
        {
            return $"'{number}' is no finite number from 0 on.";
        }

        if (!MetricRange.Holds(value))
        {
            return $"'{number}' is too large; the largest value is {ErrorText.Number(MetricRange.Largest)}.";
        }

        return rows.TryAdd((metric, operation), (value, line))
            ? null
            : $"'{metric}' of '{operation}' stands in line {rows[(metric, operation)].Line} already; keep one.";
    }

    static LookupTable Table(IGrouping<string, KeyValuePair<(string Metric, string Operation), (double Value, int Line)>> rows) => new(
        rows.Where(row => row.Key.Operation == Constant).Sum(row => row.Value.Value),
        rows.Where(row => row.Key.Operation != Constant).ToDictionary(row => row.Key.Operation, row => row.Value.Value));
}

/// <summary>Tables that were read, or everything that is wrong with their text.</summary>
/// <param name="Tables">Metric name to table; null when there are errors.</param>
/// <param name="Errors">One for each fault, with its line.</param>
public sealed record LookupTableReading(IReadOnlyDictionary<string, LookupTable>? Tables, IReadOnlyList<string> Errors)
{
    [MemberNotNullWhen(true, nameof(Tables))]
    public bool IsValid => Tables is not null;
}
