using System.Text.Json;
using System.Text.Unicode;

namespace Serverless.Domain.Searches.Reading;

/// <summary>Parses a body that anybody may have sent.</summary>
static class JsonText
{
    static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The document, every text of which can be read; null when it is malformed, which is then among the faults.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> utf8Json, Faults faults)
    {
        var json = utf8Json.Span.StartsWith(ByteOrderMark) ? utf8Json[ByteOrderMark.Length..] : utf8Json;
        if (!Utf8.IsValid(json.Span))
        {
            faults.Add("", "The body is not UTF-8 text; send JSON in UTF-8.");
            return null;
        }

        try
        {
            CheckTexts(json.Span);
            return JsonDocument.Parse(json);
        }
        catch (JsonException exception)
        {
            faults.Add("", $"The body is not well-formed JSON: {exception.Message}");
            return null;
        }
    }

    /// <summary>An escape such as <c>\ud800</c> is well-formed JSON but no text, and is found only on reading it.</summary>
    static void CheckTexts(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped)
            {
                continue;
            }

            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException exception)
            {
                throw new JsonException($"The text before byte {reader.BytesConsumed} has half a surrogate pair.", exception);
            }
        }
    }
}
