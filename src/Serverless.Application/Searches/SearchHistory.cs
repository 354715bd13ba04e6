using System.Text.Json;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>The document <c>history.jsonl</c>: one line per completed evaluation.</summary>
public sealed class SearchHistory(IDocumentStore store)
{
    // In bytes; one of ours has some 150.
    const int LongestLine = 1024;

    /// <summary>All entries, in order.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public async Task<IReadOnlyList<HistoryEntry>> ReadAsync(string searchId, CancellationToken cancellation)
    {
        var path = BlobPaths.History(searchId);
        return Parse(path, await store.ReadBytesAsync(path, cancellation));
    }

    /// <summary>Makes a generation's entries the last ones, also when some of them are there already.</summary>
    /// <remarks>Only the end is read and only what is missing is written, so that a long history costs no more than a short one.</remarks>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">The generation of all <paramref name="entries"/>.</param>
    /// <param name="entries">In order; may be empty.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="DocumentException">The blob is broken, or is missing though there were generations before.</exception>
    public async Task AppendAsync(string searchId, int generation, IReadOnlyList<HistoryEntry> entries, CancellationToken cancellation)
    {
        var path = BlobPaths.History(searchId);
        await DocumentUpdates.UpdateAsync(path, () => TryAppendAsync(path, generation, entries, cancellation));
    }

    /// <returns>Null after a conflict.</returns>
    async Task<IReadOnlyList<HistoryEntry>?> TryAppendAsync(
        BlobPath path, int generation, IReadOnlyList<HistoryEntry> entries, CancellationToken cancellation)
    {
        while (true)
        {
            var tail = await store.FindTailAsync(path, Write(entries).Length + LongestLine, cancellation);
            if (tail is null && generation > 0)
            {
                await store.ReadBytesAsync(path, cancellation);
            }

            var kept = CountStored(path, tail, generation, entries.Count);
            if (kept is null || (kept == entries.Count && tail is not null))
            {
                return entries;
            }

            byte[] missing = [.. tail is null or { Content: [] or [.., (byte)'\n'] } ? [] : "\n"u8, .. Write(entries.Skip(kept.Value))];
            if (!await store.TryAppendBytesAsync(path, WholeLines(missing), tail?.Length ?? 0, cancellation))
            {
                return null;
            }
        }
    }

    /// <summary>How many entries of a generation are the last ones. Null when there is a later generation already.</summary>
    static int? CountStored(BlobPath path, BlobTail? tail, int generation, int most)
    {
        var content = tail?.Content ?? [];
        var kept = 0;
        for (var end = content.Length; end > 0;)
        {
            var start = content.AsSpan(0, end - 1).LastIndexOf((byte)'\n') + 1;
            var isCut = start == 0 && tail!.Length > content.Length;
            var entry = isCut ? null : ParseLine(path, content.AsSpan(start, end - start), "ends with a line");
            if (entry is not null && entry.Generation != generation)
            {
                return entry.Generation > generation ? null : kept;
            }

            if (isCut || kept == most)
            {
                throw new DocumentException(path, $"ends with more of generation {generation} than was found in it. Restore it from a copy.");
            }

            kept++;
            end = start;
        }

        return kept;
    }

    /// <summary>As many lines as are added at once.</summary>
    static ReadOnlyMemory<byte> WholeLines(byte[] lines) => lines.Length <= IDocumentStore.MaximumAppend
        ? lines
        : lines.AsMemory(0, lines.AsSpan(0, IDocumentStore.MaximumAppend).LastIndexOf((byte)'\n') + 1);

    static List<HistoryEntry> Parse(BlobPath path, byte[] content)
    {
        var entries = new List<HistoryEntry>();
        foreach (var range in content.AsSpan().Split((byte)'\n'))
        {
            var line = content.AsSpan(range);
            if (line.IsEmpty)
            {
                continue;
            }

            entries.Add(ParseLine(path, line, $"has a line {entries.Count + 1}"));
        }

        return entries;
    }

    static HistoryEntry ParseLine(BlobPath path, ReadOnlySpan<byte> line, string which)
    {
        try
        {
            return JsonSerializer.Deserialize(line, CoreJson.Default.HistoryEntry) ?? throw new JsonException("It is null.");
        }
        catch (JsonException malformed)
        {
            throw DocumentException.Malformed(path, $"{which} that is no history entry", malformed);
        }
    }

    static byte[] Write(IEnumerable<HistoryEntry> entries)
    {
        using var content = new MemoryStream();
        foreach (var entry in entries)
        {
            content.Write(JsonSerializer.SerializeToUtf8Bytes(entry, CoreJson.Default.HistoryEntry));
            content.WriteByte((byte)'\n');
        }

        return content.ToArray();
    }
}
