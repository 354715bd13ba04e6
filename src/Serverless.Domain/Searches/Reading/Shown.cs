using System.Globalization;
using System.Text.Json;

namespace Serverless.Domain.Searches.Reading;

/// <summary>Values as messages quote them: short, on one line.</summary>
static class Shown
{
    const int Longest = 60;

    public static string Text(string text) =>
        $"'{new string([.. Cut(text).Select(character => char.IsControl(character) ? '?' : character)])}'";

    public static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Lists names.</summary>
    public static string Names(IEnumerable<string> names) => string.Join(", ", names);

    /// <summary>The value itself when it is short, its kind when not.</summary>
    public static string Element(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => $"the text {Text(element.GetString() ?? "")}",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => Cut(element.GetRawText()),
    };

    static string Cut(string text) => text.Length <= Longest ? text : $"{text[..Longest]}...";
}
