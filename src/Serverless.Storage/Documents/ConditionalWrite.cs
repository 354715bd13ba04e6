using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Serverless.Storage.Documents;

/// <summary>Writes blobs conditionally, and with a mark by which a write recognises itself. All blobs are written in this way.</summary>
/// <remarks>
/// A write can succeed while its response is lost. The SDK then repeats it, and the repetition fails on the condition because of its own first
/// attempt. The mark, a new id in the blob's metadata, distinguishes that case from another writer's write.
/// </remarks>
static class ConditionalWrite
{
    const string Mark = "writeid";

    /// <summary>Writes if the blob does not exist. Returns false when it does.</summary>
    public static async Task<bool> TryCreateAsync(
        BlobClient blob, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellation) =>
        await TryWriteAsync(blob, content, contentType, version: null, cancellation).ConfigureAwait(false) is not null;

    /// <summary>Writes if the blob is still at a version.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="content">The new content.</param>
    /// <param name="contentType">The media type of the content.</param>
    /// <param name="version">The version; null for a blob that does not exist.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The new version; null when the blob was at another version.</returns>
    public static Task<string?> TryWriteAsync(
        BlobClient blob, ReadOnlyMemory<byte> content, string contentType, string? version, CancellationToken cancellation)
    {
        var conditions = version is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = new ETag(version) };
        return TryWriteAsync(blob, content, contentType, conditions, cancellation);
    }

    /// <summary>
    /// Deletes if the blob is still at a version. Returns false when it is not; true also when it is gone, perhaps by a first attempt.
    /// </summary>
    public static async Task<bool> TryDeleteAsync(BlobClient blob, string version, CancellationToken cancellation)
    {
        try
        {
            await blob.DeleteIfExistsAsync(
                conditions: new BlobRequestConditions { IfMatch = new ETag(version) }, cancellationToken: cancellation).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status == 412)
        {
            // A blob that no longer exists also fails the condition.
            return !await blob.ExistsAsync(cancellation).ConfigureAwait(false);
        }
    }

    static async Task<string?> TryWriteAsync(
        BlobClient blob, ReadOnlyMemory<byte> content, string contentType, BlobRequestConditions conditions, CancellationToken cancellation)
    {
        var mark = Guid.NewGuid().ToString("N");
        var options = new BlobUploadOptions
        {
            Conditions = conditions,
            HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
            Metadata = new Dictionary<string, string> { [Mark] = mark },
            // A single request, whatever the size: blocks would make the write several calls.
            TransferOptions = new() { InitialTransferSize = BoundedRead.MaximumBytes, MaximumTransferSize = BoundedRead.MaximumBytes },
        };
        try
        {
            return (await blob.UploadAsync(new BinaryData(content), options, cancellation).ConfigureAwait(false)).Value.ETag.ToString();
        }
        catch (RequestFailedException conflict) when (IsConditionNotMet(conflict))
        {
            return await FindMarkedAsync(blob, mark, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Returns the version of a blob if the write with this mark made it; null when another did.</summary>
    static async Task<string?> FindMarkedAsync(BlobClient blob, string mark, CancellationToken cancellation)
    {
        try
        {
            var properties = await blob.GetPropertiesAsync(cancellationToken: cancellation).ConfigureAwait(false);
            return properties.Value.Metadata.TryGetValue(Mark, out var found) && found == mark ? properties.Value.ETag.ToString() : null;
        }
        catch (RequestFailedException gone) when (gone.ErrorCode == BlobErrorCode.BlobNotFound || gone.Status == 404)
        {
            return null;
        }
    }

    static bool IsConditionNotMet(RequestFailedException failure) =>
        failure.Status == 412 ||
        failure.ErrorCode == BlobErrorCode.BlobAlreadyExists ||
        failure.ErrorCode == BlobErrorCode.BlobNotFound;
}
