using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Serverless.Core;

namespace Serverless.Cli.Output;

/// <summary>Writes what a command was asked for, in the format that was asked for.</summary>
public static class Answer
{
    // Architectures hold '+': the default encoder would write it as an escape. Nothing here is pasted into HTML.
    static readonly JsonSerializerOptions Indented = new(CoreJson.Default.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = CoreJson.Default,
    };

    /// <summary>Writes <paramref name="value"/> as JSON, or <paramref name="table"/> for people and spreadsheets.</summary>
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
            default:
                table().Write(console.Out, console.OutWidth);
                break;
        }
    }

    /// <summary>Writes a list: as a JSON array, or as a table.</summary>
    public static void WriteList<T>(CliConsole console, OutputFormat format, IReadOnlyList<T> values, Func<Table> table)
    {
        if (format == OutputFormat.Json)
        {
            console.Out.WriteLine(values.Count == 0 ? "[]" : $"[\n{string.Join(",\n", values.Select(Json))}\n]");
            return;
        }

        Write(console, format, values, table);
    }

    /// <summary>A document of the domain on one line.</summary>
    public static string Line<T>(T value) => JsonSerializer.Serialize(value, (JsonTypeInfo<T>)CoreJson.Default.Options.GetTypeInfo(typeof(T)));

    /// <summary>An indented document of the domain.</summary>
    public static string Json<T>(T value) => JsonSerializer.Serialize(value, (JsonTypeInfo<T>)Indented.GetTypeInfo(typeof(T)));
}
