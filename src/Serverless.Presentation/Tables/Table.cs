namespace Serverless.Presentation.Tables;

/// <summary>Rows of text under headers; every row has as many cells as there are columns.</summary>
public sealed record Table(IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    const int Gap = 2;
    const int NarrowestText = 8;

    /// <summary>Writes aligned columns, one row a line.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="width">The longest line, in characters: the widest text column gives way. Null: no limit.</param>
    public void Write(TextWriter output, int? width)
    {
        var widths = Columns.Select((column, index) => Rows.Select(row => row[index].Length).Append(column.Header.Length).Max()).ToArray();
        if (width is { } limit && Excess(widths, limit) is > 0 and var excess && WidestText(widths) is >= 0 and var widest)
        {
            widths[widest] = Math.Max(NarrowestText, widths[widest] - excess);
        }

        WriteLine(output, Columns.Select(column => column.Header).ToArray(), widths);
        foreach (var row in Rows)
        {
            WriteLine(output, row, widths);
        }
    }

    /// <summary>Writes comma separated values (RFC 4180), the headers first.</summary>
    public void WriteCsv(TextWriter output)
    {
        output.Write(string.Join(',', Columns.Select(column => Quote(column.Header))) + "\r\n");
        foreach (var row in Rows)
        {
            output.Write(string.Join(',', row.Select(Quote)) + "\r\n");
        }
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

    static int Excess(int[] widths, int limit) => widths.Sum() + (Gap * (widths.Length - 1)) - limit;

    static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    static string Fit(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";

    int WidestText(int[] widths) =>
        Enumerable.Range(0, widths.Length).Where(index => !Columns[index].IsNumber).OrderByDescending(index => widths[index]).FirstOrDefault(-1);

    void WriteLine(TextWriter output, IReadOnlyList<string> cells, int[] widths)
    {
        var padded = cells.Select((cell, index) =>
            Columns[index].IsNumber ? cell.PadLeft(widths[index]) : Fit(cell, widths[index]).PadRight(widths[index]));
        output.WriteLine(string.Join(new string(' ', Gap), padded).TrimEnd());
    }
}
