using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Core.Schedules;

/// <summary>Converts times of day to and from JSON text such as <c>22:00</c>.</summary>
public sealed class TimeOfDayConverter : JsonConverter<TimeOnly>
{
    const string Format = "HH:mm";

    /// <summary>Reads a time of day from 00:00 to 23:59.</summary>
    public static bool TryParse(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    /// <summary>Writes hours and minutes.</summary>
    public static string Text(TimeOnly time) => time.ToString(Format, CultureInfo.InvariantCulture);

    public override TimeOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString()!, out var time)
            ? time
            : throw new JsonException("The value is not a time of day such as 22:00.");

    public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Text(value));
}
