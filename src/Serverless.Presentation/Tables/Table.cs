using Serverless.Core.Tables;
using Serverless.Presentation.Numbers;

namespace Serverless.Presentation.Tables;

/// <summary>Rows of text under headers; every row has as many cells as there are columns.</summary>
public sealed record Table(IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <value>The same rows for programs: all digits and no separators. Equal to the rows for people if there is no difference.</value>
    public IReadOnlyList<IReadOnlyList<string>> ExactRows { get; init; } = Rows;

    /// <summary>Creates a table whose numbers have different forms for people and programs.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">Returns the rows in a form.</param>
    public static Table Of(IReadOnlyList<Column> columns, Func<NumberForm, IReadOnlyList<IReadOnlyList<string>>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new Table(columns, rows(NumberForm.Readable)) { ExactRows = rows(NumberForm.Exact) };
    }

    /// <summary>Writes aligned columns, one row per line.</summary>
    /// <param name="output">The writer.</param>
    /// <param name="width">The most characters per line: columns are shortened or left out as their <see cref="ColumnFit"/> says. Null: no
    /// limit.</param>
    public void Write(TextWriter output, int? width)
    {
        var layout = TableLayout.Of(this, width);
        WriteLine(output, Columns.Select(column => column.Header).ToArray(), layout);
        foreach (var row in Rows)
        {
            WriteLine(output, row, layout);
        }
    }

    /// <summary>Writes comma-separated values (RFC 4180), the headers first; numbers in the form for programs.</summary>
    public void WriteCsv(TextWriter output)
    {
        output.Write(CsvCell.Line(Columns.Select(column => column.Header)));
        foreach (var row in ExactRows)
        {
            output.Write(CsvCell.Line(row));
        }
    }

    /// <summary>Returns the name of each row: the first text column that is always shown whole. Empty if there is no such column.</summary>
    public IEnumerable<string> Ids()
    {
        var place = Columns.Index().Where(column => column.Item is { Fit: ColumnFit.Whole, IsNumber: false }).Select(column => column.Index).FirstOrDefault(-1);
        return place < 0 ? [] : ExactRows.Select(row => row[place]);
    }

    /// <summary>Writes a Markdown table; bars in cells are escaped.</summary>
    public void WriteMarkdown(TextWriter output)
    {
        void Line(IEnumerable<string> cells) =>
            output.Write($"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n");
        Line(Columns.Select(column => column.Header));
        Line(Columns.Select(column => column.IsNumber ? "---:" : "---"));
        foreach (var row in Rows)
        {
            Line(row);
        }
    }

    static string Fit(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";

    void WriteLine(TextWriter output, IReadOnlyList<string> cells, TableLayout layout)
    {
        var padded = layout.Shown.Select(index => Columns[index].IsNumber
            ? cells[index].PadLeft(layout.Widths[index])
            : Fit(cells[index], layout.Widths[index]).PadRight(layout.Widths[index]));
        output.WriteLine(string.Join(new string(' ', TableLayout.Gap), padded).TrimEnd());
    }
}

/// <summary>A column of a table.</summary>
/// <param name="Header">The header, with the unit if there is one.</param>
/// <param name="IsNumber">Whether it holds numbers, which are right-aligned and never cut.</param>
/// <param name="Fit">What happens to it when the table is wider than the terminal.</param>
public sealed record Column(string Header, bool IsNumber = false, ColumnFit Fit = ColumnFit.Shortened);

/// <summary>How a column of a table adapts to a narrow terminal.</summary>
public enum ColumnFit
{
    /// <summary>Text is cut, the widest column first.</summary>
    Shortened,

    /// <summary>The column is left out if cutting others a little is not enough, the rightmost first.</summary>
    Optional,

    /// <summary>The column is always shown whole, since an id that is cut is of no use.</summary>
    Whole,
}
