using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Serverless.Application.Storage;

namespace Serverless.Functions.Tests.Activities;

/// <summary>A store whose process crashes once, right after a write: the write succeeded, but the caller gets no result.</summary>
sealed class CrashingStore(IDocumentStore store) : IDocumentStore
{
    int _writes;
    int _calls;

    /// <value>Writes until the crash, from 1; 0: never.</value>
    public int CrashAfter { get; set; }

    public int Writes => _writes;

    /// <value>How often documents were read or written.</value>
    public int Calls => _calls;

    /// <value>Bytes of documents and logs that were read or written.</value>
    public long Bytes { get; private set; }

    /// <value>Called before a document is read; null when nothing is to be done.</value>
    public Func<BlobPath, Task>? Reading { get; set; }

    public async Task<Versioned<T>?> FindAsync<T>(BlobPath path, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        await (Reading?.Invoke(path) ?? Task.CompletedTask);
        var found = await store.FindAsync(path, type, cancellation);
        Count(found is null ? 0 : SizeOf(found.Value, type));
        return found;
    }

    public async Task<Versioned<T>> ReadAsync<T>(BlobPath path, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        await (Reading?.Invoke(path) ?? Task.CompletedTask);
        var found = await store.ReadAsync(path, type, cancellation);
        Count(SizeOf(found.Value, type));
        return found;
    }

    public Task<bool> TryCreateAsync<T>(BlobPath path, T value, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        Count(SizeOf(value, type));
        return CountAsync(path, store.TryCreateAsync(path, value, type, cancellation));
    }

    public Task<bool> TryReplaceAsync<T>(BlobPath path, T value, string version, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        Count(SizeOf(value, type));
        return CountAsync(path, store.TryReplaceAsync(path, value, version, type, cancellation));
    }

    public Task<bool> TryCreateBytesAsync(BlobPath path, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        CountAsync(path, store.TryCreateBytesAsync(path, content, cancellation));

    public Task<bool> TryReplaceBytesAsync(BlobPath path, ReadOnlyMemory<byte> content, string version, CancellationToken cancellation) =>
        CountAsync(path, store.TryReplaceBytesAsync(path, content, version, cancellation));

    public Task<string?> TryWriteBytesAsync(BlobPath path, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellation) =>
        CountAsync(path, store.TryWriteBytesAsync(path, content, version, cancellation));

    public Task<bool> TryAppendBytesAsync(BlobPath path, ReadOnlyMemory<byte> content, long length, CancellationToken cancellation)
    {
        Count(content.Length);
        return CountAsync(path, store.TryAppendBytesAsync(path, content, length, cancellation));
    }

    /// <value>Bytes of logs that were read.</value>
    public long BytesOfLogs { get; private set; }

    /// <value>How often a log was read.</value>
    public int ReadsOfLogs { get; private set; }

    public Task<BlobPart?> FindRangeAsync(BlobPath path, long start, int most, CancellationToken cancellation) =>
        CountAsync(store.FindRangeAsync(path, start, most, cancellation));

    public Task<BlobPart?> FindTailAsync(BlobPath path, int most, CancellationToken cancellation) =>
        CountAsync(store.FindTailAsync(path, most, cancellation));

    public Task<bool> TryDeleteAsync(BlobPath path, string version, CancellationToken cancellation) =>
        CountAsync(path, store.TryDeleteAsync(path, version, cancellation));

    public Task<string?> FindVersionAsync(BlobPath path, CancellationToken cancellation) => store.FindVersionAsync(path, cancellation);

    public Task<Versioned<byte[]>?> FindBytesAsync(BlobPath path, CancellationToken cancellation) =>
        store.FindBytesAsync(path, cancellation);

    public Task<byte[]> ReadBytesAsync(BlobPath path, CancellationToken cancellation) => store.ReadBytesAsync(path, cancellation);

    public IAsyncEnumerable<string> ListAsync(string container, string prefix, string? after, CancellationToken cancellation) =>
        store.ListAsync(container, prefix, after, cancellation);

    public IAsyncEnumerable<string> ListFoldersAsync(string container, string prefix, CancellationToken cancellation) =>
        store.ListFoldersAsync(container, prefix, cancellation);

    public Task InitialiseAsync(CancellationToken cancellation) => store.InitialiseAsync(cancellation);

    static int SizeOf<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type).Length;

    void Count(int bytes)
    {
        Interlocked.Increment(ref _calls);
        Bytes += bytes;
    }

    async Task<BlobPart?> CountAsync(Task<BlobPart?> read)
    {
        var part = await read;
        Count(part?.Content.Length ?? 0);
        ReadsOfLogs++;
        BytesOfLogs += part?.Content.Length ?? 0;
        return part;
    }

    async Task<T> CountAsync<T>(BlobPath path, Task<T> write)
    {
        var isWritten = await write;
        return Interlocked.Increment(ref _writes) != CrashAfter ? isWritten : throw new StorageException($"The process died after writing '{path}'.");
    }
}
