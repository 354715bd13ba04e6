using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;
using Serverless.StandIns.AzureFunctions.Durable.Log;

namespace Serverless.StandIns.AzureFunctions.Durable.Hub;

/// <summary>
/// The right to write a task hub: a lease on the blob "owner", whose content says who has it. The lease keeps two hosts from working against
/// each other; that the log has one writer at any time does not rest on it, but on the log's position conditions.
/// </summary>
sealed class HubLease(BlobContainerClient container, string hub, ILogger logger)
{
    // The shortest that the service grants: so long the next host waits when this one is cut off.
    static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(4);
    static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);

    readonly BlobClient _blob = container.GetBlobClient("owner");
    readonly string _id = Guid.NewGuid().ToString();

    BlobLeaseClient Lease => _blob.GetBlobLeaseClient(_id);

    /// <summary>Waits until this host has the lease.</summary>
    internal async Task AcquireAsync(CancellationToken cancellation)
    {
        await StorageRetry.RunAsync(token => container.CreateIfNotExistsAsync(cancellationToken: token), cancellation);
        var told = false;
        while (!await TryAcquireAsync(cancellation))
        {
            var (owner, tag) = await ReadOwnerAsync(cancellation);
            if (owner is { IsGone: true } && tag is { } seen)
            {
                logger.HolderGone(hub, owner.ToString());
                await DisplaceAsync(seen, cancellation);
                continue;
            }

            if (!told)
            {
                logger.HeldByOther(hub, owner?.ToString() ?? "another host", Duration.TotalSeconds);
                told = true;
            }

            await Task.Delay(AskEvery, cancellation);
        }

        logger.Acquired(hub, HubOwner.Current.ToString());
    }

    /// <summary>Renews the lease until cancelled.</summary>
    /// <exception cref="InvalidOperationException">Another host has it.</exception>
    internal async Task KeepAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await Task.Delay(RenewEvery, cancellation);
                await StorageRetry.RunAsync(token => Lease.RenewAsync(cancellationToken: token), cancellation);
            }
        }
        catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412)
        {
            var (owner, _) = await ReadOwnerAsync(cancellation);
            throw new InvalidOperationException(
                $"The lease of the task hub is lost; it is held by {owner?.ToString() ?? "nobody"} now.", lost);
        }
    }

    /// <summary>Gives the lease back, so that the next host need not wait.</summary>
    internal async Task ReleaseAsync(CancellationToken cancellation)
    {
        try
        {
            await Lease.ReleaseAsync(cancellationToken: cancellation);
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException or OperationCanceledException)
        {
            // It was not held, or cannot be reached: it ends by itself.
        }
    }

    async Task<bool> TryAcquireAsync(CancellationToken cancellation)
    {
        try
        {
            await StorageRetry.RunAsync(token => Lease.AcquireAsync(Duration, cancellationToken: token), cancellation);
            await WriteOwnerAsync(new BlobRequestConditions { LeaseId = _id }, cancellation);
            return true;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            await WriteOwnerAsync(new BlobRequestConditions { IfNoneMatch = ETag.All }, cancellation);
            return await TryAcquireAsync(cancellation);
        }
        catch (RequestFailedException taken) when (taken.Status is 409 or 412)
        {
            return false;
        }
    }

    // Of several hosts that find the holder gone, the one that writes its name over the holder's goes on; the others find it alive.
    async Task DisplaceAsync(ETag seen, CancellationToken cancellation)
    {
        try
        {
            var unchanged = new RequestConditions { IfMatch = seen };
            await StorageRetry.RunAsync(token => _blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, unchanged, token), cancellation);
            await WriteOwnerAsync(new BlobRequestConditions { IfMatch = seen }, cancellation);
        }
        catch (RequestFailedException failed) when (failed.Status is 409 or 412)
        {
            // Somebody else was first.
        }
    }

    async Task WriteOwnerAsync(BlobRequestConditions conditions, CancellationToken cancellation)
    {
        try
        {
            var options = new BlobUploadOptions { Conditions = conditions };
            await StorageRetry.RunAsync(token => _blob.UploadAsync(HubOwner.Current.ToBinary(), options, token), cancellation);
        }
        catch (RequestFailedException exists) when (conditions.IfNoneMatch == ETag.All && exists.Status is 409 or 412)
        {
            // Another host made it at the same time.
        }
    }

    async Task<(HubOwner? Owner, ETag? Tag)> ReadOwnerAsync(CancellationToken cancellation)
    {
        try
        {
            var content = await StorageRetry.RunAsync(token => _blob.DownloadContentAsync(token), cancellation);
            return (HubOwner.Parse(content.Value.Content), content.Value.Details.ETag);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return (null, null);
        }
    }
}
