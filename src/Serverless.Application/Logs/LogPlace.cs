using System.Globalization;

namespace Serverless.Application.Logs;

/// <summary>A place in a log.</summary>
/// <param name="Segment">The segment, from 0.</param>
/// <param name="Offset">The offset in the segment, in bytes.</param>
public sealed record LogPlace(int Segment, long Offset)
{
    /// <summary>Gets the beginning of a log.</summary>
    public static LogPlace Start { get; } = new(0, 0);

    /// <summary>Parses the text that <see cref="ToString"/> wrote; null when the text is not a place.</summary>
    public static LogPlace? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('-') is [var segment, var offset] && Number(segment) is <= int.MaxValue and var first && Number(offset) is { } bytes
            ? new LogPlace((int)first, bytes)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Segment}-{Offset}");

    static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>A part of a log.</summary>
/// <param name="Entries">The entries, in order.</param>
/// <param name="Next">The place where the log continues; null at its end.</param>
public sealed record LogPage<T>(IReadOnlyList<T> Entries, LogPlace? Next);

/// <summary>An entry of a log.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Offset">The offset of the entry in its segment, in bytes.</param>
public sealed record LogLine<T>(T Entry, long Offset);
