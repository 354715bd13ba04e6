using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Storage.Connection;

namespace Serverless.Storage.Documents;

/// <summary>Stores documents as JSON in Azure blobs.</summary>
public sealed class BlobDocumentStore(StorageClients clients) : IDocumentStore
{
    const string Json = "application/json";
    const string Binary = "application/octet-stream";

    public async Task<Versioned<T>?> FindAsync<T>(BlobPath path, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        await FindBytesAsync(path, cancellation).ConfigureAwait(false) is { } found
            ? new(DocumentJson.Parse(path, found.Value, type), found.Version)
            : null;

    public async Task<Versioned<T>> ReadAsync<T>(BlobPath path, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        await FindAsync(path, type, cancellation).ConfigureAwait(false) ?? throw DocumentJson.Missing(path);

    public Task<bool> TryCreateAsync<T>(BlobPath path, T value, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(value, type);
        return CreateAsync(path, content, Json, cancellation);
    }

    public Task<bool> TryReplaceAsync<T>(BlobPath path, T value, string version, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(value, type);
        return ReplaceAsync(path, content, Json, version, cancellation);
    }

    public Task<bool> TryDeleteAsync(BlobPath path, string version, CancellationToken cancellation) =>
        StorageCalls.RunAsync(
            $"deleting blob '{path}'", () => ConditionalWrite.TryDeleteAsync(Blob(path), version, cancellation), cancellation);

    public Task<string?> FindVersionAsync(BlobPath path, CancellationToken cancellation) =>
        StorageCalls.RunAsync($"reading blob '{path}'", () => VersionAsync(Blob(path), cancellation), cancellation);

    public Task<bool> TryCreateBytesAsync(BlobPath path, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        CreateAsync(path, content, Binary, cancellation);

    public Task<bool> TryReplaceBytesAsync(BlobPath path, ReadOnlyMemory<byte> content, string version, CancellationToken cancellation) =>
        ReplaceAsync(path, content, Binary, version, cancellation);

    public Task<string?> TryWriteBytesAsync(BlobPath path, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellation) =>
        WriteAsync(path, content, Binary, version, cancellation);

    public Task<Versioned<byte[]>?> FindBytesAsync(BlobPath path, CancellationToken cancellation) =>
        StorageCalls.RunAsync($"reading blob '{path}'", () => BoundedRead.TryReadAsync(Blob(path), path, cancellation), cancellation);

    public async Task<byte[]> ReadBytesAsync(BlobPath path, CancellationToken cancellation) =>
        (await FindBytesAsync(path, cancellation).ConfigureAwait(false) ?? throw DocumentJson.Missing(path)).Value;

    public Task<bool> TryAppendBytesAsync(BlobPath path, ReadOnlyMemory<byte> content, long length, CancellationToken cancellation) =>
        StorageCalls.RunAsync($"adding to blob '{path}'", () => BlobLog.TryAppendAsync(Log(path), path, content, length, cancellation), cancellation);

    public Task<BlobPart?> FindTailAsync(BlobPath path, int most, CancellationToken cancellation) =>
        StorageCalls.RunAsync($"reading blob '{path}'", () => BlobLog.TryReadTailAsync(Blob(path), most, cancellation), cancellation);

    public Task<BlobPart?> FindRangeAsync(BlobPath path, long start, int most, CancellationToken cancellation) =>
        StorageCalls.RunAsync($"reading blob '{path}'", () => BlobLog.TryReadRangeAsync(Blob(path), start, most, cancellation), cancellation);

    /// <remarks>
    /// The service has no "start after": the names up to <paramref name="after"/> are listed, 5,000 per request, and skipped here.
    /// </remarks>
    public async IAsyncEnumerable<string> ListAsync(
        string container, string prefix, string? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var blobs = clients.Blobs.GetBlobContainerClient(container);
        var pages = blobs.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellation).AsPages();
        await foreach (var page in PagesAsync(container, pages, cancellation).ConfigureAwait(false))
        {
            foreach (var blob in page.Values.Where(blob => string.CompareOrdinal(blob.Name, after) > 0))
            {
                yield return blob.Name;
            }
        }
    }

    public async IAsyncEnumerable<string> ListFoldersAsync(
        string container, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var blobs = clients.Blobs.GetBlobContainerClient(container);
        var pages = blobs.GetBlobsByHierarchyAsync(new GetBlobsByHierarchyOptions { Delimiter = "/", Prefix = prefix }, cancellation).AsPages();
        var folders = new List<string>();
        await foreach (var page in PagesAsync(container, pages, cancellation).ConfigureAwait(false))
        {
            folders.AddRange(page.Values.Where(item => item.IsPrefix).Select(item => item.Prefix[prefix.Length..].TrimEnd('/')));
        }

        // The service sorts "a-b/" before "a/"; without their slashes the names sort the other way.
        folders.Sort(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            yield return folder;
        }
    }

    public async Task InitialiseAsync(CancellationToken cancellation)
    {
        var containers = BlobPaths.Containers.Select(container => StorageCalls.RunAsync(
            $"creating container '{container}'",
            () => clients.Blobs.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: cancellation),
            cancellation));
        var queues = QueueNames.All.Select(queue => StorageCalls.RunAsync(
            $"creating queue '{queue}'",
            () => clients.Queues.GetQueueClient(queue).CreateIfNotExistsAsync(cancellationToken: cancellation),
            cancellation));
        await Task.WhenAll([.. containers, .. queues]).ConfigureAwait(false);
    }

    async Task<bool> CreateAsync(BlobPath path, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellation) =>
        await WriteAsync(path, content, contentType, version: null, cancellation).ConfigureAwait(false) is not null;

    async Task<bool> ReplaceAsync(BlobPath path, ReadOnlyMemory<byte> content, string contentType, string version, CancellationToken cancellation) =>
        await WriteAsync(path, content, contentType, version, cancellation).ConfigureAwait(false) is not null;

    Task<string?> WriteAsync(BlobPath path, ReadOnlyMemory<byte> content, string contentType, string? version, CancellationToken cancellation) =>
        StorageCalls.RunAsync(
            $"writing blob '{path}'", () => ConditionalWrite.TryWriteAsync(Blob(path), content, contentType, version, cancellation), cancellation);

    BlobClient Blob(BlobPath path) => clients.Blobs.GetBlobContainerClient(path.Container).GetBlobClient(path.Name);

    AppendBlobClient Log(BlobPath path) => clients.Blobs.GetBlobContainerClient(path.Container).GetAppendBlobClient(path.Name);

    static async Task<string?> VersionAsync(BlobClient blob, CancellationToken cancellation)
    {
        try
        {
            return (await blob.GetPropertiesAsync(cancellationToken: cancellation).ConfigureAwait(false)).Value.ETag.ToString();
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    static async IAsyncEnumerable<Page<T>> PagesAsync<T>(
        string container, IAsyncEnumerable<Page<T>> pages, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var walk = pages.GetAsyncEnumerator(cancellation);
        while (await StorageCalls.RunAsync(
            $"listing container '{container}'", () => walk.MoveNextAsync().AsTask(), cancellation).ConfigureAwait(false))
        {
            yield return walk.Current;
        }
    }
}
