using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Storage.Connection;

namespace Serverless.Storage.Jobs;

/// <summary>One held lease.</summary>
sealed class BlobJobClaim(BlobClient blob, BlobLeaseClient lease, int crashes) : IJobClaim
{
    public const string CrashesKey = "crashes";

    // Giving back is a courtesy to the next worker; the lease lapses by itself, so a shutdown does not wait long for it.
    static readonly TimeSpan GiveBackWithin = TimeSpan.FromSeconds(5);

    public int Crashes => crashes;

    public Task<bool> RenewAsync(CancellationToken cancellation)
    {
        return StorageCalls.RunAsync("renewing a claim", TryRenewAsync, cancellation);

        async Task<bool> TryRenewAsync()
        {
            try
            {
                await lease.RenewAsync(cancellationToken: cancellation).ConfigureAwait(false);
                return true;
            }
            catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412)
            {
                return false;
            }
        }
    }

    /// <summary>Notes how many holders died; only while the lease is held.</summary>
    public Task WriteCrashesAsync(int count, CancellationToken cancellation) => blob.SetMetadataAsync(
        new Dictionary<string, string> { [CrashesKey] = count.ToString(CultureInfo.InvariantCulture) },
        new BlobRequestConditions { LeaseId = lease.LeaseId },
        cancellation);

    public async ValueTask DisposeAsync()
    {
        using var timeout = new CancellationTokenSource(GiveBackWithin);
        try
        {
            await StorageCalls.RunAsync("giving back a claim", () => GiveBackAsync(timeout.Token), timeout.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is StorageException or OperationCanceledException)
        {
            // Lost already, or storage is away: the lease lapses by itself and the next holder counts one crash more than there was.
        }
    }

    async Task<bool> GiveBackAsync(CancellationToken cancellation)
    {
        await WriteCrashesAsync(crashes, cancellation).ConfigureAwait(false);
        await lease.ReleaseAsync(cancellationToken: cancellation).ConfigureAwait(false);
        return true;
    }
}
