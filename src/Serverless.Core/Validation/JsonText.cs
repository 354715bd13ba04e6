using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Serverless.Core.Validation;

/// <summary>Parses JSON from untrusted sources.</summary>
static class JsonText
{
    /// <summary>The deepest nesting of objects and lists; real requests have five levels.</summary>
    const int DeepestNesting = 64;

    static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Returns the document, with all texts valid; null when it is malformed, which is reported as an error.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> utf8Json, ValidationErrors errors)
    {
        var json = utf8Json.Span.StartsWith(ByteOrderMark) ? utf8Json[ByteOrderMark.Length..] : utf8Json;
        if (!Utf8.IsValid(json.Span))
        {
            errors.Add("", "The body is not UTF-8 text; send JSON in UTF-8.");
            return null;
        }

        if (FindFault(json.Span) is { } fault)
        {
            errors.Add("", fault);
            return null;
        }

        return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DeepestNesting });
    }

    static string? FindFault(ReadOnlySpan<byte> json)
    {
        // One level more than is allowed, so that a document that is too deep can be distinguished from a malformed one.
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DeepestNesting + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= DeepestNesting && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    return $"The body has more than {DeepestNesting} levels of nested objects and lists at {Place(json, reader.TokenStartIndex)}; reduce the nesting.";
                }

                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && !IsText(ref reader))
                {
                    return $"The text at {Place(json, reader.TokenStartIndex)} has half a surrogate pair; send whole characters.";
                }
            }

            return null;
        }
        catch (JsonException malformed)
        {
            return Describe(json, IndexOf(json, malformed));
        }
    }

    // An escape such as \ud800 is well-formed JSON but not valid text, which only shows when it is read.
    static bool IsText(ref Utf8JsonReader reader)
    {
        try
        {
            reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    static string Describe(ReadOnlySpan<byte> json, int index)
    {
        if (json.TrimEnd(" \t\r\n"u8).Length is var length && length <= index)
        {
            return length == 0
                ? "The body is empty, which is not well-formed JSON; send an object."
                : $"The body is not well-formed JSON: it ends at {Place(json, length)} before an object, list or text is closed.";
        }

        var rest = json[index..];
        var line = rest.IndexOfAny((byte)'\r', (byte)'\n') is >= 0 and var end ? rest[..end] : rest;
        return $"The body is not well-formed JSON at {Place(json, index)}, before {ErrorText.Text(Encoding.UTF8.GetString(line))}; check that place and the text before it.";
    }

    static int IndexOf(ReadOnlySpan<byte> json, JsonException malformed)
    {
        var index = 0;
        for (var line = 0L; line < malformed.LineNumber; line++)
        {
            index += json[index..].IndexOf((byte)'\n') + 1;
        }

        index = (int)Math.Min(index + (malformed.BytePositionInLine ?? 0), json.Length);
        while (index < json.Length && (json[index] & 0xC0) == 0x80)
        {
            index--;
        }

        return index;
    }

    static string Place(ReadOnlySpan<byte> json, long index)
    {
        var before = json[..(int)index];
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return $"line {before.Count((byte)'\n') + 1}, column {column}";
    }
}
