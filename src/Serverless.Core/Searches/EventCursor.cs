using System.Globalization;

namespace Serverless.Core.Searches;

/// <summary>A position in a search's stream of events; each count covers only what is appended to and never changed.</summary>
/// <param name="Steps">Number of steps of the search's life read so far: submitted, started, extended, ended.</param>
/// <param name="Pauses">Number of beginnings and ends of pauses read so far.</param>
/// <param name="Generation">The next generation to read, from 0.</param>
/// <param name="Events">Number of events of that generation read so far.</param>
/// <param name="Offset">Offset, in the segment of the history, of the entry before that generation.</param>
public sealed record EventCursor(int Steps, int Pauses, int Generation, int Events, long Offset)
{
    public static EventCursor Start { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Parses what <see cref="ToString"/> wrote; returns null for any other text.</summary>
    public static EventCursor? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('-') is [var steps, var pauses, var generation, var events, var offset]
            && Count(steps) is { } first && Count(pauses) is { } second && Count(generation) is { } third && Count(events) is { } fourth
            && long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            ? new EventCursor(first, second, third, fourth, bytes)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Steps}-{Pauses}-{Generation}-{Events}-{Offset}");

    static int? Count(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
