using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Spaces;

/// <summary>A choice that is a value: a number, a boolean, or a name.</summary>
/// <param name="Text">The text in notations; numbers in the shortest form that parses to the same number.</param>
[JsonConverter(typeof(ChoiceValueJsonConverter))]
public readonly record struct ChoiceValue(string Text)
{
    /// <value>The number; null when the choice is not a number.</value>
    public double? Number =>
        double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <value>Whether it is a boolean.</value>
    public bool IsFlag => Text is "true" or "false";

    /// <summary>Returns the choice for a number.</summary>
    public static ChoiceValue Of(double number) => new(number.ToString("R", CultureInfo.InvariantCulture));

    public override string ToString() => Text;
}

/// <summary>Converts choices to and from JSON numbers, booleans or strings.</summary>
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
