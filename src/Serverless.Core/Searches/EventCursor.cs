using System.Globalization;

namespace Serverless.Core.Searches;

/// <summary>How much of a search's events somebody has had: each count only ever covers what is added to and never changed.</summary>
/// <param name="Steps">Of its life: submitted, started, extended, ended.</param>
/// <param name="Pauses">Beginnings and ends of pauses.</param>
/// <param name="Generation">The generation that comes next, from 0.</param>
/// <param name="Events">Those of that generation.</param>
/// <param name="Offset">Where in the segment of the history the entry before that generation begins.</param>
public sealed record EventCursor(int Steps, int Pauses, int Generation, int Events, long Offset)
{
    public static EventCursor Start { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Reads what <see cref="ToString"/> wrote; null when the text is none.</summary>
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
