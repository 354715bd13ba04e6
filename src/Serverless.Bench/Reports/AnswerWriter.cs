using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Serverless.Presentation.Tables;

namespace Serverless.Bench.Reports;

/// <summary>Writes answers in the format that was asked for.</summary>
static class AnswerWriter
{
    /// <param name="output">Where to.</param>
    /// <param name="format">How.</param>
    /// <param name="document">The whole answer.</param>
    /// <param name="type">How it is written in JSON.</param>
    /// <param name="figures">Its figures, one a line, for CSV.</param>
    /// <param name="text">Writes it for people, or in Markdown.</param>
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

/// <summary>Text with tables, for people or in Markdown.</summary>
/// <param name="output">Where to.</param>
/// <param name="isMarkdown">Whether it is for documents.</param>
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

    /// <summary>A table under its title.</summary>
    public void Section(string title, Table table)
    {
        output.WriteLine($"\n{title}\n");
        Table(table);
    }
}
