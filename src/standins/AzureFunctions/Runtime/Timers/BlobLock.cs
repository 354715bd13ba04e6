using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Lets one host at a time do something, by the lease of a blob.</summary>
sealed class BlobLock(BlobContainerClient container, string name, TimeProvider time)
{
    // The shortest that the service grants: a host that was killed is followed soon.
    static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    readonly BlobClient _blob = container.GetBlobClient($"locks/{name}");

    /// <summary>Waits for the lock, then runs the work with a token that fires when the lock is lost or the host stops.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        await CreateAsync(stopping);
        var lease = _blob.GetBlobLeaseClient();
        while (!await TryAcquireAsync(lease, stopping))
        {
            await Task.Delay(Duration / 5, time, stopping);
        }

        using var held = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var renewal = RenewAsync(lease, held);
        try
        {
            await work(held.Token);
        }
        finally
        {
            await held.CancelAsync();
            await renewal;
            await ReleaseAsync(lease);
        }
    }

    static async Task<bool> TryAcquireAsync(BlobLeaseClient lease, CancellationToken stopping)
    {
        try
        {
            await lease.AcquireAsync(Duration, cancellationToken: stopping);
            return true;
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
        {
            return false;
        }
    }

    // At shutdown, or after the lock was lost; the lease ends by itself anyway.
    static async Task ReleaseAsync(BlobLeaseClient lease)
    {
        try
        {
            await lease.ReleaseAsync();
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
        }
    }

    async Task CreateAsync(CancellationToken stopping)
    {
        await container.CreateIfNotExistsAsync(cancellationToken: stopping);
        try
        {
            await _blob.UploadAsync(
                BinaryData.Empty, new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, stopping);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
        }
    }

    async Task RenewAsync(BlobLeaseClient lease, CancellationTokenSource held)
    {
        var renewed = time.GetTimestamp();
        while (!held.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Duration / 3, time, held.Token);
                await lease.RenewAsync(cancellationToken: held.Token);
                renewed = time.GetTimestamp();
            }
            catch (OperationCanceledException) when (held.IsCancellationRequested)
            {
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException)
            {
                if (e is RequestFailedException { Status: 404 or 409 or 412 } || time.GetElapsedTime(renewed) > Duration)
                {
                    await held.CancelAsync();
                }
            }
        }
    }
}
