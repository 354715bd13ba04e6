using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Serverless.Application.Storage;

namespace Serverless.Application.Searches;

/// <summary>A document of JSON lines that generations are added to, each once, in order.</summary>
/// <param name="store">Where it is.</param>
/// <param name="type">Of a line; written without line breaks.</param>
/// <param name="generationOf">The generation of an entry, from 0.</param>
/// <param name="longestLine">In bytes; no line is longer.</param>
public sealed class GenerationLog<T>(IDocumentStore store, JsonTypeInfo<T> type, Func<T, int> generationOf, int longestLine)
    where T : class
{
    /// <summary>All entries, in order.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public async Task<IReadOnlyList<T>> ReadAsync(BlobPath path, CancellationToken cancellation) =>
        Parse(path, await store.ReadBytesAsync(path, cancellation));

    /// <summary>Makes a generation's entries the last ones, also when some of them are there already.</summary>
    /// <remarks>Only the end is read and only what is missing is written, so that a long history costs no more than a short one.</remarks>
    /// <param name="path">The log.</param>
    /// <param name="generation">The generation of all <paramref name="entries"/>.</param>
    /// <param name="entries">In order; may be empty.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="DocumentException">The blob is broken, or is missing though there were generations before.</exception>
    public Task AppendAsync(BlobPath path, int generation, IReadOnlyList<T> entries, CancellationToken cancellation) =>
        DocumentUpdates.UpdateAsync(path, () => TryAppendAsync(path, generation, entries, cancellation));

    /// <returns>Null after a conflict.</returns>
    async Task<IReadOnlyList<T>?> TryAppendAsync(
        BlobPath path, int generation, IReadOnlyList<T> entries, CancellationToken cancellation)
    {
        while (true)
        {
            var tail = await store.FindTailAsync(path, Write(entries).Length + longestLine, cancellation);
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
    int? CountStored(BlobPath path, BlobTail? tail, int generation, int most)
    {
        var content = tail?.Content ?? [];
        var kept = 0;
        for (var end = content.Length; end > 0;)
        {
            var start = content.AsSpan(0, end - 1).LastIndexOf((byte)'\n') + 1;
            var isCut = start == 0 && tail!.Length > content.Length;
            var entry = isCut ? null : ParseLine(path, content.AsSpan(start, end - start), "ends with a line");
            if (entry is not null && generationOf(entry) != generation)
            {
                return generationOf(entry) > generation ? null : kept;
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

    List<T> Parse(BlobPath path, byte[] content)
    {
        var entries = new List<T>();
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

    T ParseLine(BlobPath path, ReadOnlySpan<byte> line, string which)
    {
        try
        {
            return JsonSerializer.Deserialize(line, type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException malformed)
        {
            throw DocumentException.Malformed(path, $"{which} that is none of its entries", malformed);
        }
    }

    byte[] Write(IEnumerable<T> entries)
    {
        using var content = new MemoryStream();
        foreach (var entry in entries)
        {
            content.Write(JsonSerializer.SerializeToUtf8Bytes(entry, type));
            content.WriteByte((byte)'\n');
        }

        return content.ToArray();
    }
}
