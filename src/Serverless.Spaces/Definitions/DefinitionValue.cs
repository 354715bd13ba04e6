using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Spaces.Definitions;

/// <summary>
/// A value in a definition: a text, a number, or a product. A text that begins with <c>$</c> refers to a decision, whose choice is the value.
/// </summary>
[JsonConverter(typeof(DefinitionValueJsonConverter))]
public sealed record DefinitionValue
{
    /// <value>The most factors of a product.</value>
    const int MostFactors = 8;

    /// <value>The text; booleans are the texts <c>true</c> and <c>false</c>.</value>
    public string? Text { get; private init; }

    public double? Number { get; private init; }

    /// <value>The factors of a product: numbers, or references to numbers.</value>
    public IReadOnlyList<DefinitionValue>? Times { get; private init; }

    /// <value>The name of the decision that a reference refers to; null for other values.</value>
    public string? Reference => Text is ['$', .. var name] ? name : null;

    public static DefinitionValue Of(string text) => new() { Text = text };

    public static DefinitionValue Of(double number) => new() { Number = number };

    public static DefinitionValue Product(params IReadOnlyList<DefinitionValue> factors) => new() { Times = factors };

    /// <summary>Formats a number as in choices: the shortest decimal that parses to it.</summary>
    public static string Print(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Returns the text by which choices are distinguished.</summary>
    public override string ToString() => Text ?? (Number is { } number ? Print(number) : $"{{\"times\": [{string.Join(", ", Times ?? [])}]}}");

    /// <summary>Reads a value.</summary>
    /// <param name="element">The JSON.</param>
    /// <param name="value">The value; null if the JSON is invalid.</param>
    /// <param name="error">The error, for people.</param>
    public static bool TryRead(JsonElement element, [NotNullWhen(true)] out DefinitionValue? value, [NotNullWhen(false)] out string? error)
    {
        error = null;
        value = element.ValueKind switch
        {
            JsonValueKind.String => Of(element.GetString()!),
            JsonValueKind.Number when double.IsFinite(element.GetDouble()) => Of(element.GetDouble()),
            JsonValueKind.True => Of("true"),
            JsonValueKind.False => Of("false"),
            JsonValueKind.Object => ReadProduct(element),
            _ => null,
        };
        if (value is null)
        {
            error = $"This must be a text, a number, true, false, or a product of 2 to {MostFactors} numbers and references such as {{\"times\": [\"$width\", 2]}}.";
        }

        return value is not null;
    }

    static DefinitionValue? ReadProduct(JsonElement element)
    {
        var fields = element.EnumerateObject().ToList();
        if (fields is not [{ Name: "times", Value: { ValueKind: JsonValueKind.Array } list }] || list.GetArrayLength() is < 2 or > MostFactors)
        {
            return null;
        }

        var factors = new List<DefinitionValue>();
        foreach (var item in list.EnumerateArray())
        {
            if (!TryRead(item, out var factor, out _) || (factor.Number is null && factor.Reference is null))
            {
                return null;
            }

            factors.Add(factor);
        }

        return Product(factors);
    }
}

/// <summary>Converts values to and from JSON: a plain text or number, or a product.</summary>
public sealed class DefinitionValueJsonConverter : JsonConverter<DefinitionValue>
{
    public override DefinitionValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return DefinitionValue.TryRead(document.RootElement, out var value, out var error) ? value : throw new JsonException(error);
    }

    public override void Write(Utf8JsonWriter writer, DefinitionValue value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        if (value.Times is { } factors)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("times");
            foreach (var factor in factors)
            {
                Write(writer, factor, options);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        else if (value.Number is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(value.Text);
        }
    }
}
