using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Serverless.Application.Storage;

namespace Serverless.Storage.Documents;

/// <summary>Reads whole blobs up to the size limit of documents, because their content cannot be trusted.</summary>
static class BoundedRead
{
    /// <summary>The largest blob that is read or written, in bytes.</summary>
    public const int MaximumBytes = IDocumentStore.MaximumBytes;

    /// <summary>Reads a blob. Returns null when it does not exist.</summary>
    /// <exception cref="DocumentException">The blob is larger than <see cref="MaximumBytes"/>.</exception>
    public static async Task<Versioned<byte[]>?> TryReadAsync(BlobClient blob, BlobPath path, CancellationToken cancellation)
    {
        Response<BlobDownloadStreamingResult> answer;
        try
        {
            answer = await blob.DownloadStreamingAsync(cancellationToken: cancellation).ConfigureAwait(false);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }

        using var download = answer.Value;
        var length = download.Details.ContentLength;
        if (length > MaximumBytes)
        {
            throw new DocumentException(
                path, $"has {length} bytes, more than the {MaximumBytes} that can be read. This product never writes such a blob: delete it.");
        }

        var content = new byte[length];
        await download.Content.ReadExactlyAsync(content, cancellation).ConfigureAwait(false);
        return new Versioned<byte[]>(content, download.Details.ETag.ToString());
    }
}
