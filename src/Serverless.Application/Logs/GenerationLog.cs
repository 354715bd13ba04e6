using System.Text.Json.Serialization.Metadata;
using Serverless.Application.Storage;

namespace Serverless.Application.Logs;

/// <summary>A log of JSON lines to which the generations of a search are appended, each once, in order.</summary>
/// <remarks>
/// The log consists of segments of <see cref="GenerationsPerSegment"/> generations, since a blob can be appended to 50,000 times at most. A
/// generation costs one append of its own bytes, however long the log is, and the process that appended the previous generation need not read the
/// log.
/// </remarks>
/// <param name="store">The store of the log.</param>
/// <param name="type">The JSON type of a line, written without line breaks.</param>
/// <param name="generationOf">Returns the generation of an entry, from 0.</param>
/// <param name="pathOf">Returns the blob of a search's segment, from 0.</param>
/// <param name="remembers">Whether entries stay in memory, for logs that are read in every generation.</param>
public sealed partial class GenerationLog<T>(
    IDocumentStore store, JsonTypeInfo<T> type, Func<T, int> generationOf, Func<string, int, BlobPath> pathOf, bool remembers)
    where T : class
{
    /// <summary>The number of generations per segment.</summary>
    public const int GenerationsPerSegment = 10_000;

    const int LeastTail = 1024;

    readonly LogLines<T> _lines = new(type);
    readonly LogMemory<T> _memory = new();

    /// <summary>Returns the blob that holds a generation.</summary>
    public BlobPath PathOf(string searchId, int generation) => pathOf(searchId, generation / GenerationsPerSegment);

    /// <summary>Reads all entries of the generations before a given one, in order.</summary>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<IReadOnlyList<T>> ReadBeforeAsync(string searchId, int generation, CancellationToken cancellation)
    {
        var all = new ArraySegment<T>([]);
        for (var first = 0; first < generation; first += GenerationsPerSegment)
        {
            var last = Math.Min(generation, first + GenerationsPerSegment) - 1;
            var path = PathOf(searchId, first);
            var start = _memory.Find(path);
            var entries = remembers && start.Whole >= last ? start.Entries : await ReadOnAsync(path, start, last, cancellation);
            var count = entries.Length;
            while (count > 0 && generationOf(entries[count - 1]) > last)
            {
                count--;
            }

            var before = new ArraySegment<T>(entries, 0, count);
            all = all.Count == 0 ? before : new ArraySegment<T>([.. all, .. before]);
        }

        return all;
    }

    /// <summary>Appends the entries of a generation, except those that are there already.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">The generation of all <paramref name="entries"/>.</param>
    /// <param name="entries">The entries, in order; can be empty.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <exception cref="DocumentException">The blob is broken, or is missing although there are earlier generations.</exception>
    public async Task AppendAsync(string searchId, int generation, IReadOnlyList<T> entries, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var path = PathOf(searchId, generation);
        var lines = _lines.Write(entries);
        var start = _memory.Find(path);
        var isNext = start.Latest >= 0 && start.Latest < generation && lines.Length <= IDocumentStore.MaximumAppend;
        if (isNext && (lines.Length == 0 || await store.TryAppendBytesAsync(path, lines, start.Length, cancellation)))
        {
            Remember(path, start, generation, entries, lines.Length);
            return;
        }

        await DocumentUpdates.UpdateAsync(path, () => TryAppendAsync(path, generation, entries, cancellation));
    }

    /// <summary>Returns a page of entries.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="place">The place at which the page begins.</param>
    /// <param name="most">The maximum number of bytes to read.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>The page; null when no line begins at the place.</returns>
    /// <exception cref="DocumentException">The blob is broken.</exception>
    public async Task<LogPage<T>?> FindPageAsync(string searchId, LogPlace place, int most, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(place);
        var path = pathOf(searchId, place.Segment);

        // The preceding line break is read too, since it shows that a line begins there.
        var before = place.Offset > 0 ? 1 : 0;
        if (await store.FindRangeAsync(path, place.Offset - before, most + before, cancellation) is not { } part
            || (before == 1 && part.Content is not [(byte)'\n', ..]))
        {
            return null;
        }

        var content = part.Content.AsMemory(before);
        var isEnd = place.Offset + content.Length >= part.Length;
        var length = WholeLength(content.Span, isEnd);
        return new LogPage<T>(_lines.Read(path, content.Span[..length], 0), isEnd ? null : place with { Offset = place.Offset + length });
    }

    /// <summary>Reads the part of a segment that is not known yet.</summary>
    async Task<T[]> ReadOnAsync(BlobPath path, LogStart<T> start, int wholeUntil, CancellationToken cancellation)
    {
        var (length, entries, isReplaced) = (remembers ? start.Length : 0, (remembers ? start.Entries : []).ToList(), false);
        while (true)
        {
            var part = await store.FindRangeAsync(path, length, IDocumentStore.MaximumAppend, cancellation);
            if (part is null)
            {
                await store.ReadBytesAsync(path, cancellation);
                continue;
            }

            if (part.Length < length)
            {
                // The blob was replaced by an older copy.
                (length, isReplaced) = (0, true);
                entries.Clear();
                continue;
            }

            var isEnd = length + part.Content.Length >= part.Length;
            var whole = WholeLength(part.Content, isEnd);
            entries.AddRange(_lines.Read(path, part.Content.AsSpan(0, whole), entries.Count));
            length += whole;
            if (isEnd)
            {
                break;
            }
        }

        T[] all = [.. entries];
        if (remembers)
        {
            // The latest generation can be incomplete.
            var latest = all.Length == 0 ? wholeUntil : Math.Max(wholeUntil, generationOf(all[^1]));
            _memory.Keep(path, new LogStart<T>(length, Math.Max(wholeUntil, latest - 1), latest, all), isReplaced);
        }

        return all;
    }

    void Remember(BlobPath path, LogStart<T> start, int generation, IReadOnlyList<T> entries, int added) =>
        _memory.Keep(path, new LogStart<T>(start.Length + added, generation, generation, remembers ? [.. start.Entries, .. entries] : []));

    /// <returns>The entries; null after a conflict.</returns>
    async Task<IReadOnlyList<T>?> TryAppendAsync(BlobPath path, int generation, IReadOnlyList<T> entries, CancellationToken cancellation)
    {
        while (true)
        {
            var (tail, kept) = await FindKeptAsync(path, generation, entries, cancellation);
            if (kept is null || (kept == entries.Count && tail is not null))
            {
                return entries;
            }

            byte[] missing = [.. tail is null or { Content: [] or [.., (byte)'\n'] } ? [] : "\n"u8, .. _lines.Write(entries.Skip(kept.Value))];
            var added = WholeLines(missing);
            if (!await store.TryAppendBytesAsync(path, added, tail?.Length ?? 0, cancellation))
            {
                return null;
            }

            if (added.Length == missing.Length)
            {
                RememberEnd(path, (tail?.Length ?? 0) + added.Length, generation, entries, isWhole: tail is null);
                return entries;
            }
        }
    }

    void RememberEnd(BlobPath path, long length, int generation, IReadOnlyList<T> entries, bool isWhole)
    {
        if (isWhole || !remembers)
        {
            _memory.Keep(path, new LogStart<T>(length, generation, generation, remembers ? [.. entries] : []));
        }
    }

    /// <summary>Counts the entries of a generation at the end of the log. The count is null when there is a later generation already.</summary>
    /// <returns>The count, with the end of the log that was read; that is null when there is no log.</returns>
    async Task<(BlobPart? Tail, int? Kept)> FindKeptAsync(BlobPath path, int generation, IReadOnlyList<T> entries, CancellationToken cancellation)
    {
        for (var size = Math.Max(LeastTail, 2 * _lines.Write(entries).Length); ; size *= 2)
        {
            var tail = await store.FindTailAsync(path, size, cancellation);
            if (tail is null && generation % GenerationsPerSegment > 0)
            {
                await store.ReadBytesAsync(path, cancellation);
            }

            var (kept, isKnown) = CountKept(path, tail, generation, entries.Count);
            if (isKnown)
            {
                return (tail, kept);
            }
        }
    }

    /// <returns>The count; not known when the part that was read is too short.</returns>
    (int? Kept, bool IsKnown) CountKept(BlobPath path, BlobPart? tail, int generation, int most)
    {
        var content = tail?.Content ?? [];
        var kept = 0;
        for (var end = content.Length; end > 0;)
        {
            var start = content.AsSpan(0, end - 1).LastIndexOf((byte)'\n') + 1;
            if (start == 0 && tail!.Length > content.Length)
            {
                return (null, false);
            }

            var entry = _lines.ReadLine(path, content.AsSpan(start, end - start), "ends with a line");
            if (generationOf(entry) != generation)
            {
                return (generationOf(entry) > generation ? null : kept, true);
            }

            if (kept == most)
            {
                throw new DocumentException(path, $"ends with more of generation {generation} than was found in it. Restore it from a copy.");
            }

            kept++;
            end = start;
        }

        return (kept, true);
    }

    /// <summary>
    /// Returns the length of the whole lines in a part of a log. A part without line breaks is taken whole, so that the error for a broken log is
    /// raised.
    /// </summary>
    static int WholeLength(ReadOnlySpan<byte> content, bool isEnd) =>
        !isEnd && content.LastIndexOf((byte)'\n') + 1 is > 0 and var whole ? whole : content.Length;

    /// <summary>Returns as many whole lines as can be appended at once.</summary>
    static ReadOnlyMemory<byte> WholeLines(byte[] lines) => lines.Length <= IDocumentStore.MaximumAppend
        ? lines
        : lines.AsSpan(0, IDocumentStore.MaximumAppend).LastIndexOf((byte)'\n') + 1 is > 0 and var whole ? lines.AsMemory(0, whole)
        : throw new InvalidOperationException($"A line has more than the {IDocumentStore.MaximumAppend} bytes that are added to a log at once.");
}
