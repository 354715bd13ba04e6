using System.Text.Json.Serialization.Metadata;

namespace Serverless.Application.Storage;

/// <summary>Blobs behind conditional writes: nothing is ever overwritten by accident.</summary>
/// <remarks>
/// Calls are retried with jitter on transient faults; a write whose answer was lost but which did land counts as done.
/// Blobs are not trusted: malformed content is a <see cref="DocumentException"/>.
/// Storage that stays away, or refuses, is a <see cref="StorageException"/>, here and in every other port.
/// </remarks>
public interface IDocumentStore
{
    /// <summary>The largest blob that is read at once, in bytes: 64 MiB.</summary>
    const int MaximumBytes = 64 * 1024 * 1024;

    /// <summary>The most that is added to a log at once: 4 MiB, the service's limit for one block.</summary>
    const int MaximumAppend = 4 * 1024 * 1024;

    /// <summary>Reads a document that may not be there.</summary>
    /// <returns>Null when the blob does not exist.</returns>
    /// <exception cref="DocumentException">The blob is not a well-formed document; the message names it.</exception>
    Task<Versioned<T>?> FindAsync<T>(BlobPath path, JsonTypeInfo<T> type, CancellationToken cancellation);

    /// <summary>Reads a document that must be there.</summary>
    /// <exception cref="DocumentException">The blob is missing or not a well-formed document; the message names it.</exception>
    Task<Versioned<T>> ReadAsync<T>(BlobPath path, JsonTypeInfo<T> type, CancellationToken cancellation);

    /// <summary>Writes a document that is not there yet (If-None-Match: *).</summary>
    /// <returns>False when the blob exists already, whatever it holds.</returns>
    Task<bool> TryCreateAsync<T>(BlobPath path, T value, JsonTypeInfo<T> type, CancellationToken cancellation);

    /// <summary>Replaces the version that was read (If-Match).</summary>
    /// <returns>False when the blob has changed or gone since.</returns>
    Task<bool> TryReplaceAsync<T>(BlobPath path, T value, string version, JsonTypeInfo<T> type, CancellationToken cancellation);

    /// <summary>Deletes the version that was read (If-Match).</summary>
    /// <returns>False when the blob has changed since; true also when it is gone already.</returns>
    Task<bool> TryDeleteAsync(BlobPath path, string version, CancellationToken cancellation);

    /// <summary>The version of a blob whose content cannot be trusted; null when it does not exist.</summary>
    Task<string?> FindVersionAsync(BlobPath path, CancellationToken cancellation);

    /// <summary>Writes bytes that are not there yet. False when the blob exists already.</summary>
    Task<bool> TryCreateBytesAsync(BlobPath path, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>Replaces the bytes of the version that was read (If-Match). False when the blob has changed or gone since.</summary>
    Task<bool> TryReplaceBytesAsync(BlobPath path, ReadOnlyMemory<byte> content, string version, CancellationToken cancellation);

    /// <summary>Writes bytes over the version that was read or written before, so that a writer who writes often need not read between.</summary>
    /// <param name="path">The blob.</param>
    /// <param name="content">What it is to hold.</param>
    /// <param name="version">What it was at; null when it is not there yet.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>What it is at now; null when it has changed or gone since, or was there already.</returns>
    Task<string?> TryWriteBytesAsync(BlobPath path, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellation);

    /// <summary>Reads bytes that may not be there. Null when the blob does not exist.</summary>
    Task<Versioned<byte[]>?> FindBytesAsync(BlobPath path, CancellationToken cancellation);

    /// <summary>Reads bytes that must be there.</summary>
    /// <exception cref="DocumentException">The blob is missing; the message names it.</exception>
    Task<byte[]> ReadBytesAsync(BlobPath path, CancellationToken cancellation);

    /// <summary>Adds bytes to the end of a log: a blob that is only ever added to, and is made by its first addition.</summary>
    /// <param name="path">The log.</param>
    /// <param name="content">At most <see cref="MaximumAppend"/> bytes, added whole or not at all; none just makes the log.</param>
    /// <param name="length">What the log holds now, in bytes; 0 also when it does not exist.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>False when it holds more or less; also after an addition that landed while its answer was lost: read the tail again.</returns>
    Task<bool> TryAppendBytesAsync(BlobPath path, ReadOnlyMemory<byte> content, long length, CancellationToken cancellation);

    /// <summary>Reads the last <paramref name="most"/> bytes, or all when there are fewer. Null when the blob does not exist.</summary>
    Task<BlobPart?> FindTailAsync(BlobPath path, int most, CancellationToken cancellation);

    /// <summary>Reads at most <paramref name="most"/> bytes from a place on: none when the blob ends there, or before. Null when it does not exist.</summary>
    Task<BlobPart?> FindRangeAsync(BlobPath path, long start, int most, CancellationToken cancellation);

    /// <summary>Full names below a prefix, in ordinal order, from <paramref name="after"/> (exclusive) on.</summary>
    IAsyncEnumerable<string> ListAsync(string container, string prefix, string? after, CancellationToken cancellation);

    /// <summary>The first-level folders of a container, in ordinal order.</summary>
    IAsyncEnumerable<string> ListFoldersAsync(string container, CancellationToken cancellation) => ListFoldersAsync(container, "", cancellation);

    /// <summary>The folders right below a prefix, empty or with a slash at its end, in ordinal order: their names without it.</summary>
    IAsyncEnumerable<string> ListFoldersAsync(string container, string prefix, CancellationToken cancellation);

    /// <summary>Makes sure that the containers of <see cref="BlobPaths.Containers"/> and the queues exist.</summary>
    Task InitialiseAsync(CancellationToken cancellation);
}

/// <summary>A document and the version (ETag) it was read at.</summary>
public sealed record Versioned<T>(T Value, string Version);

/// <summary>A part of a blob.</summary>
/// <param name="Length">Bytes of the whole blob.</param>
/// <param name="Content">The part: as many bytes as there are of those that were asked for.</param>
public sealed record BlobPart(long Length, byte[] Content);

/// <summary>The storage service did not answer in time, or refused; the data are as they were, and the call may be made again.</summary>
public sealed class StorageException : Exception
{
    public StorageException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

/// <summary>What a request expects of what it is about to change.</summary>
public interface IWriteCondition
{
    /// <summary>Whether it holds.</summary>
    /// <param name="isThere">Whether there is a blob of that id, broken or not.</param>
    /// <param name="tag">The entity tag of what it holds; null when there is none, or a broken one.</param>
    bool Holds(bool isThere, string? tag);
}
