using System.Globalization;
using System.Net;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Serverless.Application.Storage;

namespace Serverless.Storage.Documents;

/// <summary>Logs in append blobs: the cost of a small addition does not depend on the length of the log.</summary>
static class BlobLog
{
    /// <summary>Appends at a position. Returns false when the log does not end there.</summary>
    /// <exception cref="DocumentException">The blob is of another type, so nothing can be appended.</exception>
    public static async Task<bool> TryAppendAsync(
        AppendBlobClient log, BlobPath path, ReadOnlyMemory<byte> content, long length, CancellationToken cancellation)
    {
        if (length == 0)
        {
            await log.CreateIfNotExistsAsync(cancellationToken: cancellation).ConfigureAwait(false);
        }

        if (content.IsEmpty)
        {
            return true;
        }

        try
        {
            using var stream = new BinaryData(content).ToStream();
            var options = new AppendBlobAppendBlockOptions { Conditions = new() { IfAppendPositionEqual = length } };
            await log.AppendBlockAsync(stream, options, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException conflict) when (
            conflict.Status == (int)HttpStatusCode.PreconditionFailed || conflict.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return false;
        }
        catch (RequestFailedException other) when (other.ErrorCode == BlobErrorCode.InvalidBlobType)
        {
            throw new DocumentException(path, "is no longer an append blob, so nothing can be added. Restore it from a copy, as an append blob.", other);
        }
    }

    /// <summary>Reads the end of a blob. Returns null when it does not exist.</summary>
    public static async Task<BlobPart?> TryReadTailAsync(BlobClient blob, int most, CancellationToken cancellation)
    {
        try
        {
            var properties = (await blob.GetPropertiesAsync(cancellationToken: cancellation).ConfigureAwait(false)).Value;
            var start = Math.Max(0, properties.ContentLength - most);
            if (properties.ContentLength == 0)
            {
                return new BlobPart(0, []);
            }

            // The ETag makes the read fail if the log has grown since: its end is then not where these properties say.
            var options = new BlobDownloadOptions
            {
                Range = new HttpRange(start, properties.ContentLength - start),
                Conditions = new BlobRequestConditions { IfMatch = properties.ETag },
            };
            var answer = await blob.DownloadContentAsync(options, cancellation).ConfigureAwait(false);
            return new BlobPart(properties.ContentLength, answer.Value.Content.ToArray());
        }
        catch (RequestFailedException missing) when (missing.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (RequestFailedException changed) when (changed.Status == (int)HttpStatusCode.PreconditionFailed)
        {
            return await TryReadTailAsync(blob, most, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Reads a part of a blob. Returns null when it does not exist.</summary>
    public static async Task<BlobPart?> TryReadRangeAsync(BlobClient blob, long start, int most, CancellationToken cancellation)
    {
        try
        {
            var options = new BlobDownloadOptions { Range = new HttpRange(start, most) };
            var answer = (await blob.DownloadContentAsync(options, cancellation).ConfigureAwait(false)).Value;
            return new BlobPart(WholeLength(answer.Details.ContentRange) ?? answer.Details.ContentLength, answer.Content.ToArray());
        }
        catch (RequestFailedException missing) when (missing.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (RequestFailedException behind) when (behind.Status == (int)HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            var properties = await blob.GetPropertiesAsync(cancellationToken: cancellation).ConfigureAwait(false);
            return new BlobPart(properties.Value.ContentLength, []);
        }
    }

    /// <summary>Returns the last number of <c>bytes 0-9/100</c>; null if the response has no range.</summary>
    static long? WholeLength(string? range) =>
        range is not null && long.TryParse(range.AsSpan(range.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;
}
