using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Serverless.Presentation.Tables;

namespace Serverless.Bench.Reports;

/// <summary>Writes answers in the format that was asked for.</summary>
static class AnswerWriter
{
    /// <param name="output">The destination.</param>
    /// <param name="format">The format.</param>
    /// <param name="document">The complete answer.</param>
    /// <param name="type">The JSON contract of the answer.</param>
    /// <param name="figures">A function that returns the figures, one per line, for CSV.</param>
    /// <param name="text">A function that writes the answer for people, or as Markdown.</param>
    public static void Write<T>(TextWriter output, OutputFormat format, T document, JsonTypeInfo<T> type, Func<Table> figures, Action<AnswerText> text)
    {
        switch (format)
        {
            case OutputFormat.Json:
                output.WriteLine(JsonSerializer.Serialize(document, type));
                break;
            case OutputFormat.Csv:
                figures().WriteCsv(output);
                break;
            default:
                text(new AnswerText(output, format == OutputFormat.Md));
                break;
        }
    }
}

/// <summary>Writes text with tables, for people or as Markdown.</summary>
/// <param name="output">The destination.</param>
/// <param name="isMarkdown">Whether to write Markdown, for documents.</param>
sealed class AnswerText(TextWriter output, bool isMarkdown)
{
    public void Heading(string text) => output.WriteLine(isMarkdown ? $"### {text}\n" : text);

    public void Line(string text = "") => output.WriteLine(text);

    public void Table(Table table)
    {
        if (isMarkdown)
        {
            table.WriteMarkdown(output);
        }
        else
        {
            table.Write(output, width: null);
        }
    }

    /// <summary>Writes a table under its title.</summary>
    public void Section(string title, Table table)
    {
        output.WriteLine($"\n{title}\n");
        Table(table);
    }
}
