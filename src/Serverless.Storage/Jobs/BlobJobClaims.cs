using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Storage.Connection;
using Serverless.Storage.Documents;

namespace Serverless.Storage.Jobs;

/// <summary>Claims as leases on the blob <c>jobs/{jobId}/claim</c>, which the service lets expire.</summary>
/// <remarks>The service grants leases of 15 to 60 seconds: other durations are clamped to that range.</remarks>
public sealed class BlobJobClaims(StorageClients clients) : IJobClaims
{
    public Task<IJobClaim?> TryClaimAsync(string jobId, TimeSpan duration, CancellationToken cancellation)
    {
        var path = BlobPaths.JobClaim(jobId);
        var blob = clients.Blobs.GetBlobContainerClient(path.Container).GetBlobClient(path.Name);
        var granted = TimeSpan.FromSeconds(Math.Clamp(duration.TotalSeconds, 15, 60));
        return StorageCalls.RunAsync($"claiming job '{jobId}'", () => TryClaimAsync(blob, granted, cancellation), cancellation);
    }

    public Task<bool> IsHeldAsync(string jobId, CancellationToken cancellation)
    {
        var path = BlobPaths.JobClaim(jobId);
        var blob = clients.Blobs.GetBlobContainerClient(path.Container).GetBlobClient(path.Name);
        return StorageCalls.RunAsync($"looking for a claim on job '{jobId}'", IsLeasedAsync, cancellation);

        async Task<bool> IsLeasedAsync()
        {
            try
            {
                var properties = await blob.GetPropertiesAsync(cancellationToken: cancellation).ConfigureAwait(false);
                return properties.Value.LeaseState is LeaseState.Leased or LeaseState.Breaking;
            }
            catch (RequestFailedException never) when (never.ErrorCode == BlobErrorCode.BlobNotFound)
            {
                return false;
            }
        }
    }

    static async Task<IJobClaim?> TryClaimAsync(BlobClient blob, TimeSpan duration, CancellationToken cancellation)
    {
        // Most jobs are claimed only once, so this usually creates the blob; if it is new, no holder has died.
        var isNew = await ConditionalWrite.TryCreateAsync(blob, ReadOnlyMemory<byte>.Empty, "text/plain", cancellation).ConfigureAwait(false);

        // With an id of our own, a request repeated after a lost response is granted again instead of conflicting with its own lease.
        var lease = blob.GetBlobLeaseClient(Guid.NewGuid().ToString());
        try
        {
            await lease.AcquireAsync(duration, cancellationToken: cancellation).ConfigureAwait(false);
        }
        catch (RequestFailedException held) when (held.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
        {
            return null;
        }

        var claim = new BlobJobClaim(blob, lease, duration, isNew ? ClaimRecord.None : await ReadAsync(blob, cancellation).ConfigureAwait(false));

        // The crash is counted before the work and reverted after it, so that only a holder that died stays counted.
        await claim.CountAsync(cancellation).ConfigureAwait(false);
        return claim;
    }

    static async Task<ClaimRecord> ReadAsync(BlobClient blob, CancellationToken cancellation)
    {
        var properties = await blob.GetPropertiesAsync(cancellationToken: cancellation).ConfigureAwait(false);
        return ClaimRecord.Of(properties.Value.Metadata);
    }
}
