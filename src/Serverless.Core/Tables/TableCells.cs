using System.Globalization;
using Serverless.Core.Objectives;
using Serverless.Core.Validation;

namespace Serverless.Core.Tables;

/// <summary>The cells of the current line of a file, by header.</summary>
sealed class TableCells
{
    readonly CsvReader _lines;
    readonly string _source;
    readonly Dictionary<string, int> _header = [];
    List<string> _cells = [];

    public TableCells(TextReader text, string source)
    {
        _source = source;
        _lines = new CsvReader(text, source);
        foreach (var (i, name) in (_lines.Read() ?? throw new TableException(source, "The file is empty; it needs a header row.")).Index())
        {
            if (!_header.TryAdd(name, i))
            {
                throw Fault($"Column '{name}' occurs more than once; rename one.");
            }
        }
    }

    public long Line => _lines.Line;

    public bool Next()
    {
        if (_lines.Read() is not { } cells)
        {
            return false;
        }

        if (cells.Count != _header.Count)
        {
            throw Fault($"There are {cells.Count} cells, but {_header.Count} in the header.");
        }

        _cells = cells;
        return true;
    }

    /// <exception cref="TableException">The column does not exist.</exception>
    public string this[string column] => _header.TryGetValue(column, out var index)
        ? _cells[index]
        : throw new TableException(_source, $"There is no column '{column}'; the columns are {string.Join(", ", _header.Keys)}.");

    /// <summary>Returns a number; NaN when the cell is blank.</summary>
    /// <exception cref="TableException">The column does not exist, or the cell is not a finite number.</exception>
    public double Number(string column)
    {
        var text = this[column];
        if (string.IsNullOrWhiteSpace(text))
        {
            return double.NaN;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            throw Fault($"Column '{column}' is '{text}', which is not a finite number; leave it blank if there is no value.");
        }

        return MetricRange.Holds(value)
            ? value
            : throw Fault($"Column '{column}' is '{text}'; the largest magnitude is {ErrorText.Number(MetricRange.Largest)}. Use a larger unit.");
    }

    public TableException Fault(string reason) => new(_source, Line, reason);
}
