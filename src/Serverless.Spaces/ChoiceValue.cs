using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Spaces;

/// <summary>One choice of a decision whose choices are values: a number, true or false, or a name.</summary>
/// <param name="Text">As notations write it; numbers in the shortest form that reads as the same number.</param>
[JsonConverter(typeof(ChoiceValueJsonConverter))]
public readonly record struct ChoiceValue(string Text)
{
    /// <value>The number that it is; null when it is none.</value>
    public double? Number =>
        double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <value>Whether it is true or false.</value>
    public bool IsFlag => Text is "true" or "false";

    /// <summary>The choice that is a number.</summary>
    public static ChoiceValue Of(double number) => new(number.ToString("R", CultureInfo.InvariantCulture));

    public override string ToString() => Text;
}

/// <summary>Writes a choice as the JSON number, boolean or string that it is.</summary>
public sealed class ChoiceValueJsonConverter : JsonConverter<ChoiceValue>
{
    public override ChoiceValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => ChoiceValue.Of(reader.GetDouble()),
        JsonTokenType.True => new("true"),
        JsonTokenType.False => new("false"),
        JsonTokenType.String => new(reader.GetString()!),
        _ => throw new JsonException("A choice is a number, true, false or a text."),
    };

    public override void Write(Utf8JsonWriter writer, ChoiceValue value, JsonSerializerOptions options)
    {
        if (value.Number is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else if (value.IsFlag)
        {
            writer.WriteBooleanValue(value.Text == "true");
        }
        else
        {
            writer.WriteStringValue(value.Text);
        }
    }
}
