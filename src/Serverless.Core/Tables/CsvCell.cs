using System.Buffers;
using System.Globalization;

namespace Serverless.Core.Tables;

/// <summary>Writes cells of comma-separated values (RFC 4180) in a form that spreadsheets do not execute.</summary>
/// <remarks>
/// A spreadsheet runs a text as a formula if it begins with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, a tab or a carriage return; a preceding
/// apostrophe keeps it a text (OWASP, CSV injection). Numbers stay numbers.
/// </remarks>
public static class CsvCell
{
    const string LineEnd = "\r\n";

    static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");
    static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r");

    /// <summary>Returns a line, including its end.</summary>
    /// <param name="cells">Texts and numbers, unescaped.</param>
    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Of)) + LineEnd;

    /// <summary>Returns one cell, quoted if necessary.</summary>
    public static string Of(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var text = IsFormula(cell) ? $"'{cell}" : cell;
        return text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    static bool IsFormula(string cell) =>
        cell.Length > 0 && FormulaStarts.Contains(cell[0])
        && !double.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _);
}
