using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Serverless.Core;

namespace Serverless.Cli.Output;

/// <summary>Writes the answer of a command in the requested format.</summary>
public static class Answer
{
    // Architectures contain '+', which the default encoder would escape. Nothing here is embedded in HTML.
    static readonly JsonSerializerOptions Indented = new(CoreJson.Default.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = CoreJson.Default,
    };

    /// <summary>Writes <paramref name="value"/> as JSON, or <paramref name="table"/> for users and spreadsheets.</summary>
    public static void Write<T>(CliConsole console, OutputFormat format, T value, Func<Table> table)
    {
        switch (format)
        {
            case OutputFormat.Json:
                console.Out.WriteLine(Json(value));
                break;
            case OutputFormat.Csv:
                table().WriteCsv(console.Out);
                break;
            case OutputFormat.Id:
                foreach (var id in Ids(table()))
                {
                    console.Out.WriteLine(id);
                }

                break;
            default:
                table().Write(console.Out, console.OutWidth);
                break;
        }
    }

    /// <summary>Writes a list as a JSON array or as a table.</summary>
    public static void WriteList<T>(CliConsole console, OutputFormat format, IReadOnlyList<T> values, Func<Table> table)
    {
        if (format == OutputFormat.Json)
        {
            console.Out.WriteLine(values.Count == 0 ? "[]" : $"[\n{string.Join(",\n", values.Select(Json))}\n]");
            return;
        }

        Write(console, format, values, table);
    }

    static IEnumerable<string> Ids(Table table) => table.Columns is [{ Header: "fact" }, ..]
        ? [table.Rows[0][1]] // facts begin with what they are of
        : table.Columns.Any(column => column is { Fit: ColumnFit.Whole, IsNumber: false })
            ? table.Ids()
            : throw new CliException(ExitCodes.Usage, "The listed entries have no ids.", "Use --output table, json or csv.");

    /// <summary>Serializes a document of the domain on one line.</summary>
    public static string Line<T>(T value) => JsonSerializer.Serialize(value, (JsonTypeInfo<T>)CoreJson.Default.Options.GetTypeInfo(typeof(T)));

    /// <summary>Serializes a document of the domain with indentation.</summary>
    public static string Json<T>(T value) => JsonSerializer.Serialize(value, (JsonTypeInfo<T>)Indented.GetTypeInfo(typeof(T)));
}
