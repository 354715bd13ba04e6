using System.Text;
using System.Text.Json;

namespace Serverless.Core.Validation;

/// <summary>Reads JSON as people write it in files: with <c>//</c> and <c>/* */</c> comments, and trailing commas.</summary>
public static class CommentedJson
{
    static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Allow, AllowTrailingCommas = true, MaxDepth = 1_000 };

    static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>
    /// Returns the same document in strict JSON: comments and trailing commas are replaced by blanks, so that lines and columns do not change.
    /// Malformed text is left for the reader to report; text without comments and trailing commas is returned unchanged.
    /// </summary>
    /// <param name="content">UTF-8, with or without byte order mark.</param>
    public static byte[] ToStrict(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var start = content.AsSpan().StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        var blanks = FindBlanks(content.AsSpan(start));
        return blanks.Count == 0 ? content : Blank(content, start, blanks);
    }

    static List<(int Start, int End)> FindBlanks(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Lenient);
        var blanks = new List<(int Start, int End)>();
        var comments = new List<(int Start, int End)>();
        var lastEnd = 0;
        try
        {
            while (reader.Read())
            {
                var place = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
                if (reader.TokenType == JsonTokenType.Comment)
                {
                    comments.Add(place);
                    continue;
                }

                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray && FindComma(json, lastEnd, place.Item1, comments) is { } comma)
                {
                    blanks.Add((comma, comma + 1));
                }

                blanks.AddRange(comments);
                comments.Clear();
                lastEnd = place.Item2;
            }
        }
        catch (JsonException)
        {
            // Everything up to here is blanked, so that the reader finds the same error at the same position.
        }

        blanks.AddRange(comments);
        blanks.Sort();
        return blanks;
    }

    static int? FindComma(ReadOnlySpan<byte> json, int start, int end, List<(int Start, int End)> comments)
    {
        foreach (var (from, to) in comments.Append((end, end)))
        {
            if (json[start..from].IndexOf((byte)',') is >= 0 and var index)
            {
                return start + index;
            }

            start = to;
        }

        return null;
    }

    static byte[] Blank(byte[] content, int start, List<(int Start, int End)> blanks)
    {
        using var strict = new MemoryStream(content.Length);
        var done = 0;
        foreach (var (from, to) in blanks)
        {
            strict.Write(content, done, start + from - done);

            // One blank per character, not per byte, because columns are reported in characters.
            foreach (var letter in Encoding.UTF8.GetString(content, start + from, to - from))
            {
                strict.WriteByte((byte)(letter is '\r' or '\n' ? letter : ' '));
            }

            done = start + to;
        }

        strict.Write(content, done, content.Length - done);
        return strict.ToArray();
    }
}
