using System.Text.Json.Serialization.Metadata;

namespace Serverless.Application.Storage;

/// <summary>Stores blobs with conditional writes: nothing is ever overwritten by accident.</summary>
/// <remarks>
/// Calls are retried with jitter on transient faults; a write that succeeded although its response was lost counts as done.
/// Blobs are not trusted: malformed content causes a <see cref="DocumentException"/>.
/// When storage is unavailable or refuses, a <see cref="StorageException"/> is thrown, here and in every other port.
/// </remarks>
public interface IDocumentStore
{
    /// <summary>The largest blob that is read at once, in bytes: 64 MiB.</summary>
    const int MaximumBytes = 64 * 1024 * 1024;

    /// <summary>The most bytes that are appended to a log at once: 4 MiB, the limit of the service for one block.</summary>
    const int MaximumAppend = 4 * 1024 * 1024;

    /// <summary>Reads a document that may not exist.</summary>
    /// <returns>The document; null when the blob does not exist.</returns>
    /// <exception cref="DocumentException">The blob is not a well-formed document; the message names it.</exception>
    Task<Versioned<T>?> FindAsync<T>(BlobPath path, JsonTypeInfo<T> type, CancellationToken cancellation);

    /// <summary>Reads a document that must exist.</summary>
    /// <exception cref="DocumentException">The blob is missing or not a well-formed document; the message names it.</exception>
    Task<Versioned<T>> ReadAsync<T>(BlobPath path, JsonTypeInfo<T> type, CancellationToken cancellation);

    /// <summary>Writes a document that does not exist yet (If-None-Match: *).</summary>
    /// <returns>False when the blob exists already, whatever its content.</returns>
    Task<bool> TryCreateAsync<T>(BlobPath path, T value, JsonTypeInfo<T> type, CancellationToken cancellation);

    /// <summary>Replaces the version that was read (If-Match).</summary>
    /// <returns>False when the blob has been changed or deleted since.</returns>
    Task<bool> TryReplaceAsync<T>(BlobPath path, T value, string version, JsonTypeInfo<T> type, CancellationToken cancellation);

    /// <summary>Deletes the version that was read (If-Match).</summary>
    /// <returns>False when the blob has been changed since; true also when it is already deleted.</returns>
    Task<bool> TryDeleteAsync(BlobPath path, string version, CancellationToken cancellation);

    /// <summary>Returns the version of a blob whose content cannot be trusted; null when it does not exist.</summary>
    Task<string?> FindVersionAsync(BlobPath path, CancellationToken cancellation);

    /// <summary>Writes bytes that do not exist yet; returns false when the blob exists already.</summary>
    Task<bool> TryCreateBytesAsync(BlobPath path, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>Replaces the bytes of the version that was read (If-Match); returns false when the blob has been changed or deleted since.</summary>
    Task<bool> TryReplaceBytesAsync(BlobPath path, ReadOnlyMemory<byte> content, string version, CancellationToken cancellation);

    /// <summary>Writes bytes over the version that was last read or written, so that a frequent writer need not read in between.</summary>
    /// <param name="path">The blob.</param>
    /// <param name="content">The new content.</param>
    /// <param name="version">The version to replace; null when the blob does not exist yet.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>The new version; null when the blob has been changed or deleted since, or existed already.</returns>
    Task<string?> TryWriteBytesAsync(BlobPath path, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellation);

    /// <summary>Reads bytes that may not exist; null when the blob does not exist.</summary>
    Task<Versioned<byte[]>?> FindBytesAsync(BlobPath path, CancellationToken cancellation);

    /// <summary>Reads bytes that must exist.</summary>
    /// <exception cref="DocumentException">The blob is missing; the message names it.</exception>
    Task<byte[]> ReadBytesAsync(BlobPath path, CancellationToken cancellation);

    /// <summary>Appends bytes to a log: a blob that only ever grows, and that the first append creates.</summary>
    /// <param name="path">The log.</param>
    /// <param name="content">At most <see cref="MaximumAppend"/> bytes, appended whole or not at all; if empty, only the log is created.</param>
    /// <param name="length">The current length of the log in bytes; 0 also when it does not exist.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>
    /// False when the log has another length. This is also the result after an append that succeeded while its response was lost: read the tail
    /// again.
    /// </returns>
    Task<bool> TryAppendBytesAsync(BlobPath path, ReadOnlyMemory<byte> content, long length, CancellationToken cancellation);

    /// <summary>Reads the last <paramref name="most"/> bytes, or all when there are fewer; null when the blob does not exist.</summary>
    Task<BlobPart?> FindTailAsync(BlobPath path, int most, CancellationToken cancellation);

    /// <summary>
    /// Reads at most <paramref name="most"/> bytes from an offset on; none when the blob ends there or before, null when it does not exist.
    /// </summary>
    Task<BlobPart?> FindRangeAsync(BlobPath path, long start, int most, CancellationToken cancellation);

    /// <summary>Lists the full names below a prefix, in ordinal order, after <paramref name="after"/> (exclusive).</summary>
    IAsyncEnumerable<string> ListAsync(string container, string prefix, string? after, CancellationToken cancellation);

    /// <summary>Lists the first-level folders of a container, in ordinal order.</summary>
    IAsyncEnumerable<string> ListFoldersAsync(string container, CancellationToken cancellation) => ListFoldersAsync(container, "", cancellation);

    /// <summary>
    /// Lists the names of the folders directly below a prefix, which is empty or ends with a slash, in ordinal order; the names do not include the
    /// prefix.
    /// </summary>
    IAsyncEnumerable<string> ListFoldersAsync(string container, string prefix, CancellationToken cancellation);

    /// <summary>Ensures that the containers of <see cref="BlobPaths.Containers"/> and the queues exist.</summary>
    Task InitialiseAsync(CancellationToken cancellation);
}

/// <summary>A document and the version (ETag) at which it was read.</summary>
public sealed record Versioned<T>(T Value, string Version);

/// <summary>A part of a blob.</summary>
/// <param name="Length">The length of the whole blob in bytes.</param>
/// <param name="Content">The part: as many of the requested bytes as exist.</param>
public sealed record BlobPart(long Length, byte[] Content);

/// <summary>The exception for a storage service that did not respond in time, or refused; no data changed, and the call can be repeated.</summary>
public sealed class StorageException : Exception
{
    public StorageException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

/// <summary>The precondition of a request on the item that it changes.</summary>
public interface IWriteCondition
{
    /// <summary>Returns whether the precondition holds.</summary>
    /// <param name="isThere">Whether a blob with the id exists, broken or not.</param>
    /// <param name="tag">The entity tag of its content; null when the blob does not exist or is broken.</param>
    bool Holds(bool isThere, string? tag);
}
