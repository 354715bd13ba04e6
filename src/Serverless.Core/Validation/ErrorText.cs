using System.Globalization;
using System.Text.Json;

namespace Serverless.Core.Validation;

/// <summary>Formats values for messages: short, on one line.</summary>
static class ErrorText
{
    public static string Text(string text) => VisibleText.Quote(text);

    public static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Lists names.</summary>
    public static string Names(IEnumerable<string> names) => string.Join(", ", names);

    /// <summary>Returns the value itself if it is short, otherwise its kind.</summary>
    public static string Element(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => $"the text {Text(element.GetString() ?? "")}",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => VisibleText.Cut(element.GetRawText()),
    };
}
