using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Serverless.Application.Storage;

namespace Serverless.Storage.InMemory;

/// <summary>Stores documents in memory, until the process ends: for tests of code that uses documents. Safe for use by several threads.</summary>
/// <remarks>It stores bytes as blobs do, so documents are serialised and parsed, and it passes the same conformance tests.</remarks>
public sealed class InMemoryDocumentStore : IDocumentStore
{
    readonly Lock _gate = new();
    readonly Dictionary<string, SortedDictionary<string, Versioned<byte[]>>> _containers =
        BlobPaths.Containers.ToDictionary(container => container, _ => new SortedDictionary<string, Versioned<byte[]>>(StringComparer.Ordinal));

    long _versions;

    public async Task<Versioned<T>?> FindAsync<T>(BlobPath path, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        await FindBytesAsync(path, cancellation).ConfigureAwait(false) is { } found
            ? new(DocumentJson.Parse(path, found.Value, type), found.Version)
            : null;

    public async Task<Versioned<T>> ReadAsync<T>(BlobPath path, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        await FindAsync(path, type, cancellation).ConfigureAwait(false) ?? throw DocumentJson.Missing(path);

    public Task<bool> TryCreateAsync<T>(BlobPath path, T value, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        TryCreateBytesAsync(path, JsonSerializer.SerializeToUtf8Bytes(value, type), cancellation);

    public Task<bool> TryReplaceAsync<T>(BlobPath path, T value, string version, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        TryReplaceBytesAsync(path, JsonSerializer.SerializeToUtf8Bytes(value, type), version, cancellation);

    public Task<bool> TryDeleteAsync(BlobPath path, string version, CancellationToken cancellation) => Run(path, blobs =>
    {
        if (blobs.TryGetValue(path.Name, out var blob) && blob.Version != version)
        {
            return false;
        }

        blobs.Remove(path.Name);
        return true;
    }, cancellation);

    public async Task<string?> FindVersionAsync(BlobPath path, CancellationToken cancellation) =>
        (await FindBytesAsync(path, cancellation).ConfigureAwait(false))?.Version;

    public async Task<bool> TryCreateBytesAsync(BlobPath path, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        await TryWriteBytesAsync(path, content, version: null, cancellation).ConfigureAwait(false) is not null;

    public async Task<bool> TryReplaceBytesAsync(BlobPath path, ReadOnlyMemory<byte> content, string version, CancellationToken cancellation) =>
        await TryWriteBytesAsync(path, content, version, cancellation).ConfigureAwait(false) is not null;

    public Task<string?> TryWriteBytesAsync(BlobPath path, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellation) =>
        Run(path, blobs =>
        {
            if ((blobs.TryGetValue(path.Name, out var blob) ? blob.Version : null) != version)
            {
                return null;
            }

            blobs[path.Name] = Next(content.ToArray());
            return blobs[path.Name].Version;
        }, cancellation);

    public Task<Versioned<byte[]>?> FindBytesAsync(BlobPath path, CancellationToken cancellation) => Run(
        path, blobs => blobs.TryGetValue(path.Name, out var blob) ? blob with { Value = [.. blob.Value] } : null, cancellation);

    public async Task<byte[]> ReadBytesAsync(BlobPath path, CancellationToken cancellation) =>
        (await FindBytesAsync(path, cancellation).ConfigureAwait(false) ?? throw DocumentJson.Missing(path)).Value;

    public Task<bool> TryAppendBytesAsync(BlobPath path, ReadOnlyMemory<byte> content, long length, CancellationToken cancellation) =>
        Run(path, blobs =>
        {
            var log = blobs.TryGetValue(path.Name, out var blob) ? blob.Value : null;
            if (log is null && length == 0)
            {
                blobs[path.Name] = Next(log = []);
            }

            if (content.IsEmpty)
            {
                return true;
            }

            if (log is null || log.Length != length)
            {
                return false;
            }

            blobs[path.Name] = Next([.. log, .. content.Span]);
            return true;
        }, cancellation);

    public Task<BlobPart?> FindTailAsync(BlobPath path, int most, CancellationToken cancellation) => Run(
        path,
        blobs => blobs.TryGetValue(path.Name, out var blob) ? new BlobPart(blob.Value.Length, blob.Value[^Math.Min(most, blob.Value.Length)..]) : null,
        cancellation);

    public Task<BlobPart?> FindRangeAsync(BlobPath path, long start, int most, CancellationToken cancellation) => Run(
        path,
        blobs => blobs.TryGetValue(path.Name, out var blob)
            ? new BlobPart(blob.Value.Length, [.. blob.Value.Skip((int)Math.Min(start, blob.Value.Length)).Take(most)])
            : null,
        cancellation);

    public async IAsyncEnumerable<string> ListAsync(
        string container, string prefix, string? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var names = await Run(new BlobPath(container, prefix), blobs => blobs.Keys
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(name, after) > 0)
            .ToArray(), cancellation).ConfigureAwait(false);
        foreach (var name in names)
        {
            yield return name;
        }
    }

    public async IAsyncEnumerable<string> ListFoldersAsync(
        string container, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var folders = await Run(new BlobPath(container, prefix), blobs => blobs.Keys
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => name[prefix.Length..])
            .Where(name => name.Contains('/', StringComparison.Ordinal))
            .Select(name => name[..name.IndexOf('/', StringComparison.Ordinal)])
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray(), cancellation).ConfigureAwait(false);
        foreach (var folder in folders)
        {
            yield return folder;
        }
    }

    public Task InitialiseAsync(CancellationToken cancellation) => Task.CompletedTask;

    Versioned<byte[]> Next(byte[] content) => new(content, (++_versions).ToString(CultureInfo.InvariantCulture));

    Task<T> Run<T>(BlobPath path, Func<SortedDictionary<string, Versioned<byte[]>>, T> call, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return _containers.TryGetValue(path.Container, out var blobs)
                ? Task.FromResult(call(blobs))
                : Task.FromException<T>(new StorageException($"There is no container '{path.Container}'."));
        }
    }
}
