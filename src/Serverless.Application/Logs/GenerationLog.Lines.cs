using Serverless.Application.Storage;

namespace Serverless.Application.Logs;

public sealed partial class GenerationLog<T>
{
    /// <summary>The number of bytes to read at once when it is not known how many are needed.</summary>
    const int ReadAhead = 64 * 1024;

    /// <summary>Finds the last entry of a segment to which no generation is added any more; null when it has none.</summary>
    /// <exception cref="DocumentException">The blob is broken.</exception>
    public async Task<T?> FindLastAsync(string searchId, int segment, CancellationToken cancellation)
    {
        var path = pathOf(searchId, segment);
        for (var size = LeastTail; await store.FindTailAsync(path, size, cancellation) is { Content.Length: > 0 } tail; size *= 2)
        {
            var content = tail.Content.AsSpan().TrimEnd((byte)'\n');
            var start = content.LastIndexOf((byte)'\n') + 1;
            if (start > 0 || tail.Length == tail.Content.Length)
            {
                return content.IsEmpty ? null : _lines.ReadLine(path, content[start..], "ends with a line");
            }
        }

        return null;
    }

    /// <summary>
    /// Reads the entries from a place on, with their own places, up to those of a generation; stops at the first entry of that generation or
    /// later, or at the end of the segment.
    /// </summary>
    /// <param name="searchId">The search.</param>
    /// <param name="place">The place where the entries begin.</param>
    /// <param name="end">The generation before which the entries end.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>The entries; null when no line begins at the place.</returns>
    /// <exception cref="DocumentException">The blob is broken.</exception>
    public async Task<IReadOnlyList<LogLine<T>>?> FindBeforeAsync(string searchId, LogPlace place, int end, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(place);
        var (path, lines) = (pathOf(searchId, place.Segment), new List<LogLine<T>>());
        for (var offset = place.Offset; ;)
        {
            var before = offset > 0 ? 1 : 0;
            if (await store.FindRangeAsync(path, offset - before, ReadAhead + before, cancellation) is not { } part
                || (before == 1 && part.Content is not [(byte)'\n', ..]))
            {
                return lines.Count > 0 || offset == 0 ? lines : null;
            }

            var isEnd = offset + part.Content.Length - before >= part.Length;
            var content = part.Content.AsMemory(before);
            var length = WholeLength(content.Span, isEnd);
            for (var start = 0; start < length;)
            {
                var line = content[start..length];
                line = line.Span.IndexOf((byte)'\n') is >= 0 and var at ? line[..at] : line;
                if (!line.IsEmpty)
                {
                    var entry = _lines.ReadLine(path, line.Span, "has a line");
                    if (generationOf(entry) >= end)
                    {
                        return lines;
                    }

                    lines.Add(new LogLine<T>(entry, offset + start));
                }

                start += line.Length + 1;
            }

            offset += length;
            if (isEnd)
            {
                return lines;
            }
        }
    }
}
