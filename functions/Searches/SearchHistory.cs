using System.Text.Json;
using Serverless.Domain;
using Serverless.Domain.Searches;
using Serverless.Domain.Storage;

namespace Serverless.Functions.Searches;

/// <summary>The document <c>history.jsonl</c>: one line per completed evaluation.</summary>
public sealed class SearchHistory(IDocumentStore store)
{
    const int MaximumConflicts = 20;

    /// <summary>All entries, in order.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public async Task<IReadOnlyList<HistoryEntry>> ReadAsync(string searchId, CancellationToken cancellation)
    {
        var path = BlobPaths.History(searchId);
        return Parse(path, await store.ReadBytesAsync(path, cancellation));
    }

    /// <summary>Makes a generation's entries the last ones, also when some of them are there already.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">The generation of all <paramref name="entries"/>.</param>
    /// <param name="entries">In order; may be empty.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="DocumentException">The blob is broken, or is missing though there were generations before.</exception>
    public async Task AppendAsync(string searchId, int generation, IReadOnlyList<HistoryEntry> entries, CancellationToken cancellation)
    {
        var path = BlobPaths.History(searchId);
        for (var conflicts = 0; conflicts < MaximumConflicts; conflicts++)
        {
            var found = await store.FindBytesAsync(path, cancellation);
            if (found is null && generation > 0)
            {
                await store.ReadBytesAsync(path, cancellation);
            }

            if (EndBefore(path, found?.Value ?? [], generation) is not { } end)
            {
                return;
            }

            var kept = found is null ? [] : found.Value.AsSpan(0, end);
            byte[] content = [.. kept, .. kept.IsEmpty || kept.EndsWith("\n"u8) ? [] : "\n"u8, .. Write(entries)];
            if (found is null
                ? await store.TryCreateBytesAsync(path, content, cancellation)
                : found.Value.AsSpan().SequenceEqual(content)
                    || await store.TryReplaceBytesAsync(path, content, found.Version, cancellation))
            {
                return;
            }
        }

        throw new StorageException($"Blob '{path}' was changed by others {MaximumConflicts} times while it was to be changed here.");
    }

    /// <summary>Where a generation's entries begin or are to begin. Reads them and one more, so that a long history costs no more than a short one.</summary>
    /// <returns>Null when there is a later generation already.</returns>
    static int? EndBefore(BlobPath path, byte[] content, int generation)
    {
        var end = content.Length;
        while (end > 0)
        {
            var start = content.AsSpan(0, end - 1).LastIndexOf((byte)'\n') + 1;
            var entry = ParseLine(path, content.AsSpan(start, end - start), () => content.AsSpan(0, start).Count((byte)'\n') + 1);
            if (entry.Generation > generation)
            {
                return null;
            }

            if (entry.Generation < generation)
            {
                return end;
            }

            end = start;
        }

        return 0;
    }

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

            entries.Add(ParseLine(path, line, () => entries.Count + 1));
        }

        return entries;
    }

    static HistoryEntry ParseLine(BlobPath path, ReadOnlySpan<byte> line, Func<int> number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, DomainJson.Default.HistoryEntry) ?? throw new JsonException("It is null.");
        }
        catch (JsonException malformed)
        {
            throw new DocumentException(path, $"has a line {number()} that is no history entry: {malformed.Message}", malformed);
        }
    }

    static byte[] Write(IEnumerable<HistoryEntry> entries)
    {
        using var content = new MemoryStream();
        foreach (var entry in entries)
        {
            content.Write(JsonSerializer.SerializeToUtf8Bytes(entry, DomainJson.Default.HistoryEntry));
            content.WriteByte((byte)'\n');
        }

        return content.ToArray();
    }
}
