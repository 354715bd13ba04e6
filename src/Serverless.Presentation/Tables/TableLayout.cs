namespace Serverless.Presentation.Tables;

/// <summary>Decides which columns of a table are shown on lines of limited length, and how wide they are.</summary>
sealed class TableLayout
{
    /// <summary>Characters between two columns.</summary>
    public const int Gap = 2;

    // Text is cut to the first width, at which it is still readable; then optional columns are left out, and only then text is cut to the second.
    const int ReadableText = 20;
    const int NarrowestText = 8;

    readonly IReadOnlyList<Column> _columns;
    readonly int[] _widths;
    readonly List<int> _shown;

    TableLayout(IReadOnlyList<Column> columns, int[] widths)
    {
        _columns = columns;
        _widths = widths;
        _shown = [.. Enumerable.Range(0, columns.Count)];
    }

    /// <value>Indices of the columns shown, from the left.</value>
    public IReadOnlyList<int> Shown => _shown;

    /// <value>The width of each column, shown or not, in characters.</value>
    public IReadOnlyList<int> Widths => _widths;

    /// <summary>Computes the layout of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="limit">The most characters per line; null: no limit. If even the narrowest layout is longer, lines are longer.</param>
    public static TableLayout Of(Table table, int? limit)
    {
        var layout = new TableLayout(
            table.Columns,
            [.. table.Columns.Select((column, index) => table.Rows.Select(row => row[index].Length).Append(column.Header.Length).Max())]);
        if (limit is { } most)
        {
            layout.Shorten(most, ReadableText);
            layout.LeaveOut(most);
            layout.Shorten(most, NarrowestText);
        }

        return layout;
    }

    int Excess(int limit) => _shown.Sum(index => _widths[index]) + (Gap * (_shown.Count - 1)) - limit;

    void Shorten(int limit, int narrowest)
    {
        for (var excess = Excess(limit); excess > 0; excess = Excess(limit))
        {
            var widest = _shown
                .Where(index => !_columns[index].IsNumber && _columns[index].Fit != ColumnFit.Whole && _widths[index] > narrowest)
                .OrderByDescending(index => _widths[index])
                .FirstOrDefault(-1);
            if (widest < 0)
            {
                return;
            }

            _widths[widest] = Math.Max(narrowest, _widths[widest] - excess);
        }
    }

    void LeaveOut(int limit)
    {
        while (Excess(limit) > 0 && _shown.FindLastIndex(index => _columns[index].Fit == ColumnFit.Optional) is >= 0 and var last)
        {
            _shown.RemoveAt(last);
        }
    }
}
