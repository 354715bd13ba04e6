using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Serverless.Storage.Documents;

/// <summary>The one way blobs are written: on a condition, and with a mark by which a write recognises itself.</summary>
/// <remarks>
/// A write can land while its answer is lost. The SDK then repeats it, and the repetition meets a condition that its own first try
/// broke. The mark, a fresh id in the blob's metadata, tells that case from somebody else's write.
/// </remarks>
static class ConditionalWrite
{
    const string Mark = "writeid";

    /// <summary>Writes if the blob does not exist. False when it does.</summary>
    public static async Task<bool> TryCreateAsync(
        BlobClient blob, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellation) =>
        await TryWriteAsync(blob, content, contentType, version: null, cancellation).ConfigureAwait(false) is not null;

    /// <summary>Writes if the blob is still at a version.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="content">What it is to hold.</param>
    /// <param name="contentType">The kind of that.</param>
    /// <param name="version">Null for a blob that does not exist.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The version that it is at now; null when it was at another.</returns>
    public static Task<string?> TryWriteAsync(
        BlobClient blob, ReadOnlyMemory<byte> content, string contentType, string? version, CancellationToken cancellation)
    {
        var conditions = version is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = new ETag(version) };
        return TryWriteAsync(blob, content, contentType, conditions, cancellation);
    }

    /// <summary>Deletes if the blob is still at a version. False when it is not; true also when it is gone, perhaps by a first try.</summary>
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
            // A blob that is gone breaks the condition too.
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
            // One request, however large: blocks would make the write several calls.
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

    /// <summary>The version of a blob that a write of this mark made; null when another did.</summary>
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
