using Serverless.Spaces;

namespace Serverless.Core.Tables;

/// <summary>Builds a table file by file; the first file defines the rows. After that, several threads can read files.</summary>
sealed class ArchitectureTableBuilder(TableDescription description)
{
    /// <summary>The most rows: a larger table would leave no memory for anything else.</summary>
    const int MostRows = 2_000_000;

    readonly List<Architecture> _architectures = [];
    readonly Dictionary<Architecture, long> _lines = [];
    readonly Dictionary<string, int> _keys = [];
    bool _hasRows;

    /// <value>One architecture per row of the first file.</value>
    public IReadOnlyList<Architecture> Architectures => _architectures;

    /// <summary>Reads a file.</summary>
    /// <returns>Its columns, with one value per row.</returns>
    public Dictionary<string, double[]> Read(TableFile file, TableCells cells)
    {
        var columns = file.Metrics.ToDictionary(metric => metric.Column, _ => new List<double>());
        var seen = new HashSet<int>();
        while (cells.Next())
        {
            if ((_hasRows ? FindRow(cells) : IsRead(cells) ? AddRow(cells) : null) is not { } row)
            {
                continue;
            }

            if (!seen.Add(row))
            {
                throw cells.Fault($"Column '{description.Join}' repeats '{cells[description.Join!]}'; keep one row.");
            }

            foreach (var metric in file.Metrics)
            {
                Put(columns[metric.Column], row, metric.Read(cells) is var value && value == metric.Missing ? double.NaN : value);
            }
        }

        if (_architectures.Count == 0)
        {
            throw new TableException(
                file.Name,
                description.Lines.Count == 0
                    ? "There is no row after the header."
                    : $"There is no row with {string.Join(" and ", description.Lines.Select(line => $"'{line.Value}' in column '{line.Key}'"))}.");
        }

        _hasRows = true;
        foreach (var column in columns.Values)
        {
            Pad(column, _architectures.Count);
        }

        FillZeroCost([.. file.Metrics.Where(metric => metric.IsZeroCost).Select(metric => columns[metric.Column])]);
        return columns.ToDictionary(column => column.Key, column => column.Value.ToArray());
    }

    /// <summary>
    /// Gives architectures that compute the same function the zero-cost metrics of the first of them that has any, because it is the canonical
    /// network that is evaluated, as in workers.
    /// </summary>
    void FillZeroCost(List<double>[] columns)
    {
        int[] blank = [.. Enumerable.Range(0, _architectures.Count).Where(row => columns.Any(column => double.IsNaN(column[row])))];
        if (blank.Length == 0)
        {
            return;
        }

        var classes = Enumerable.Range(0, _architectures.Count).ToLookup(row => description.Space.Canonicalise(_architectures[row]));
        foreach (var row in blank)
        {
            foreach (var column in columns.Where(column => double.IsNaN(column[row])))
            {
                column[row] = classes[description.Space.Canonicalise(_architectures[row])].Select(same => column[same]).FirstOrDefault(value => !double.IsNaN(value), double.NaN);
            }
        }
    }

    bool IsRead(TableCells cells) => description.Lines.All(line => cells[line.Key] == line.Value);

    int? FindRow(TableCells cells) => _keys.TryGetValue(cells[description.Join!], out var row) ? row : null;

    int? AddRow(TableCells cells)
    {
        var row = _architectures.Count;
        if (row == MostRows)
        {
            throw cells.Fault($"There are more than {MostRows} rows; use a subset.");
        }

        var architecture = ArchitectureCells.Read(description, cells);
        if (!_lines.TryAdd(architecture, cells.Line))
        {
            return description.IsSampled ? null : throw cells.Fault($"'{description.Space.Format(architecture)}' is already in line {_lines[architecture]}; keep one of the rows.");
        }

        if (description.Join is { } join && !_keys.TryAdd(cells[join], row))
        {
            throw cells.Fault($"Column '{join}' repeats '{cells[join]}'; keep one row.");
        }

        _architectures.Add(architecture);
        return row;
    }

    static void Put(List<double> values, int row, double value)
    {
        Pad(values, row + 1);
        values[row] = value;
    }

    static void Pad(List<double> values, int count)
    {
        while (values.Count < count)
        {
            values.Add(double.NaN);
        }
    }
}
