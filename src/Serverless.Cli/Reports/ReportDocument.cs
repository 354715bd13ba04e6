using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Serverless.Cli.Reports;

/// <summary>The text of a report.</summary>
/// <param name="Title">The name of the search.</param>
/// <param name="Lead">What was searched for.</param>
/// <param name="Notices">What a reader must not miss.</param>
/// <param name="Facts">Facts as name and value.</param>
public sealed record ReportText(string Title, string Lead, IReadOnlyList<string> Notices, IReadOnlyList<(string Name, string Value)> Facts);

/// <summary>Writes the JSON that the page of a report has in a script element.</summary>
public static class ReportDocument
{
    /// <summary>Writes the document, in which no character can end the element or begin another.</summary>
    public static string Write(ReportData data, ReportText text)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(text);
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("madeAt", data.MadeAt.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("searchId", data.Search.Id);
            json.WriteString("lead", text.Lead);
            WriteArray(json, "notices", text.Notices, json.WriteStringValue);
            WriteArray(json, "facts", text.Facts, fact =>
            {
                json.WriteStartObject();
                json.WriteString("name", fact.Name);
                json.WriteString("value", fact.Value);
                json.WriteEndObject();
            });
            json.WriteStartObject("answers");
            foreach (var (address, answer) in data.Answers)
            {
                json.WritePropertyName(address);
                json.WriteRawValue(answer);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        // In JSON this character occurs within strings only, where the escape has the same meaning.
        return Encoding.UTF8.GetString(bytes.WrittenSpan).Replace("<", "\\u003c", StringComparison.Ordinal);
    }

    static void WriteArray<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }
}
