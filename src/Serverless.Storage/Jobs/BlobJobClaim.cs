using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Storage.Connection;

namespace Serverless.Storage.Jobs;

/// <summary>A claim that is held, as a blob lease.</summary>
sealed class BlobJobClaim(BlobClient blob, BlobLeaseClient lease, TimeSpan duration, ClaimRecord before) : IJobClaim
{
    // Giving back only saves the next worker some waiting; the lease expires by itself, so a shutdown does not wait long for it.
    static readonly TimeSpan GiveBackWithin = TimeSpan.FromSeconds(5);

    readonly ClaimRecord _before = before;
    ClaimRecord _record = before;
    bool _hasAdvanced;

    public TimeSpan Duration => duration;

    public int Crashes => _before.Crashes;

    public int CrashesInVain => _before.CrashesInVain;

    public async Task AdvanceAsync(JobPosition position, CancellationToken cancellation)
    {
        if (_hasAdvanced || !position.IsBeyond(_record.Reached))
        {
            return;
        }

        var advanced = _record with { CrashesInVain = 0, Reached = position };
        if (await StorageCalls.RunAsync("recording the progress of a job", TryNoteAsync, cancellation).ConfigureAwait(false))
        {
            (_record, _hasAdvanced) = (advanced, true);
        }

        async Task<bool> TryNoteAsync()
        {
            try
            {
                // The holder is counted as dead in advance; after progress, only in the count of all crashes.
                await WriteAsync(advanced with { Crashes = advanced.Crashes + 1 }, cancellation).ConfigureAwait(false);
                return true;
            }
            catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412)
            {
                return false; // another's by now: the next renewal says so
            }
        }
    }

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

    /// <summary>Counts the holder as dead in advance, before its work; giving back reverts this.</summary>
    public Task CountAsync(CancellationToken cancellation) =>
        WriteAsync(_before with { Crashes = Crashes + 1, CrashesInVain = CrashesInVain + 1 }, cancellation);

    public async ValueTask DisposeAsync()
    {
        using var timeout = new CancellationTokenSource(GiveBackWithin);
        try
        {
            await StorageCalls.RunAsync("releasing a claim", () => GiveBackAsync(timeout.Token), timeout.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is StorageException or OperationCanceledException)
        {
            // The lease is already lost, or storage is unavailable: the lease expires by itself, and the next holder sees one crash more than there
            // was.
        }
    }

    async Task<bool> GiveBackAsync(CancellationToken cancellation)
    {
        await WriteAsync(_record, cancellation).ConfigureAwait(false);
        await lease.ReleaseAsync(cancellationToken: cancellation).ConfigureAwait(false);
        return true;
    }

    // Succeeds only while the lease is held.
    Task<Response<BlobInfo>> WriteAsync(ClaimRecord record, CancellationToken cancellation) =>
        blob.SetMetadataAsync(record.ToMetadata(), new BlobRequestConditions { LeaseId = lease.LeaseId }, cancellation);
}
