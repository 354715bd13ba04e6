using System.Text;

namespace Serverless.Core.Tables;

/// <summary>Reads comma-separated values (RFC 4180) from untrusted sources.</summary>
/// <param name="text">The text to read; it stays open.</param>
/// <param name="source">The name of the source in messages.</param>
public sealed class CsvReader(TextReader text, string source)
{
    /// <summary>The most characters of a cell: without a limit, a file without line ends or with an open quote would fill the memory.</summary>
    const int LongestCell = 10_000;

    /// <summary>The most cells of a line.</summary>
    const int MostCells = 5_000;

    const int ByteOrderMark = '\uFEFF';

    readonly StringBuilder _cell = new();
    int _next = text.Read() is var first && first == ByteOrderMark ? text.Read() : first;

    /// <value>The number of the line read last, from 1.</value>
    public long Line { get; private set; }

    /// <summary>Returns the next line's cells; null at the end. Blank lines are skipped.</summary>
    /// <exception cref="TableException">A cell or line is too long, or a quote is not closed.</exception>
    public List<string>? Read()
    {
        while (_next >= 0)
        {
            var cells = ReadLine();
            if (cells.Count > 1 || cells[0].Length > 0)
            {
                return cells;
            }
        }

        return null;
    }

    List<string> ReadLine()
    {
        Line++;
        var cells = new List<string>();
        var quoted = false;
        _cell.Clear();
        while (_next >= 0)
        {
            var character = Take();
            if (quoted)
            {
                quoted = character != '"' || _next == '"';
                Append(character, unless: !quoted);
                if (character == '"' && quoted)
                {
                    Take();
                }
            }
            else if (character == '"' && _cell.Length == 0)
            {
                quoted = true;
            }
            else if (character == ',')
            {
                End(cells);
            }
            else if (character == '\n')
            {
                break;
            }
            else
            {
                Append(character, unless: character == '\r' && _next is '\n' or -1);
            }
        }

        if (quoted)
        {
            throw new TableException(source, Line, "A quote is opened but not closed; close or double it.");
        }

        End(cells);
        return cells;
    }

    char Take()
    {
        var character = (char)_next;
        _next = text.Read();
        return character;
    }

    void Append(char character, bool unless)
    {
        if (unless)
        {
            return;
        }

        if (_cell.Length == LongestCell)
        {
            throw new TableException(source, Line, $"A cell has more than {LongestCell} characters; check that the file is a table.");
        }

        _cell.Append(character);
    }

    void End(List<string> cells)
    {
        if (cells.Count == MostCells)
        {
            throw new TableException(source, Line, $"There are more than {MostCells} columns; check that the file is a table.");
        }

        cells.Add(_cell.ToString());
        _cell.Clear();
    }
}
