using System.Security.Cryptography;
using System.Text.Json;
using Serverless.Application.Orchestrations;
using Serverless.Application.Storage;
using Serverless.Core.Devices;
using Serverless.Core;

namespace Serverless.Application.Searches;

/// <summary>Registers and deletes devices.</summary>
public sealed class DeviceRegister(DeviceCatalogue devices, WorkUnderWay work, IDocumentStore store)
{
    /// <summary>Registers a device, or replaces the definition of one of the same kind; a device whose blob is broken is replaced.</summary>
    /// <remarks>
    /// The kind cannot change: evaluations of all searches are stored with the values of the device, and a looked-up latency must never pass
    /// for a measured one.
    /// </remarks>
    public async Task<DeviceChangeKind> PutAsync(DeviceDefinition device, IWriteCondition condition, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(condition);
        return (await DocumentUpdates.UpdateAsync(BlobPaths.Device(device.Id), () => TryPutAsync(device, condition, cancellation))).Kind;
    }

    /// <summary>Deletes a device, even a broken one, on which no search in progress and no schedule measures.</summary>
    /// <remarks>A search that begins during this check fails with a message that names the device.</remarks>
    public Task<DeletionOutcome> DeleteAsync(
        IOrchestrations orchestrations, string id, IWriteCondition condition, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return DocumentUpdates.UpdateAsync(BlobPaths.Device(id), () => TryDeleteAsync(orchestrations, id, condition, cancellation));
    }

    /// <returns>The change; null after a conflict.</returns>
    async Task<DeviceChange?> TryPutAsync(DeviceDefinition device, IWriteCondition condition, CancellationToken cancellation)
    {
        // The version is read before the content, so that a broken blob that somebody repairs in between is not overwritten.
        var path = BlobPaths.Device(device.Id);
        var version = await store.FindVersionAsync(path, cancellation);
        var earlier = version is null ? null : await FindAsync(device.Id, cancellation);
        if (!condition.Holds(version is not null, earlier is null ? null : DeviceTag.Of(earlier)))
        {
            return new DeviceChange(DeviceChangeKind.Unexpected);
        }

        if ((earlier ?? (version is null ? await FindDeletedAsync(device.Id, cancellation) : null)) is { } before && before.Kind != device.Kind)
        {
            return new DeviceChange(DeviceChangeKind.OtherKind);
        }

        var isWritten = version is null
            ? await store.TryCreateAsync(path, device, CoreJson.Default.DeviceDefinition, cancellation)
            : await store.TryReplaceAsync(path, device, version, CoreJson.Default.DeviceDefinition, cancellation);
        return isWritten ? new DeviceChange(version is null ? DeviceChangeKind.Created : DeviceChangeKind.Replaced) : null;
    }

    /// <returns>The outcome; null after a conflict.</returns>
    async Task<DeletionOutcome?> TryDeleteAsync(
        IOrchestrations orchestrations, string id, IWriteCondition condition, CancellationToken cancellation)
    {
        var path = BlobPaths.Device(id);
        if (await store.FindVersionAsync(path, cancellation) is not { } version)
        {
            return new DeletionOutcome(DeletionKind.Missing);
        }

        var device = await FindAsync(id, cancellation);
        if (!condition.Holds(isThere: true, device is null ? null : DeviceTag.Of(device)))
        {
            return new DeletionOutcome(DeletionKind.Unexpected);
        }

        await foreach (var (owner, request) in work.RequestsAsync(orchestrations, cancellation))
        {
            if (request.Devices.Contains(id))
            {
                return new DeletionOutcome(DeletionKind.InUse, owner);
            }
        }

        if (device is not null)
        {
            await store.TryCreateAsync(BlobPaths.DeletedDevice(id), device, CoreJson.Default.DeviceDefinition, cancellation);
        }

        return await store.TryDeleteAsync(path, version, cancellation) ? new DeletionOutcome(DeletionKind.Deleted) : null;
    }

    async Task<DeviceDefinition?> FindDeletedAsync(string id, CancellationToken cancellation) =>
        (await store.FindAsync(BlobPaths.DeletedDevice(id), CoreJson.Default.DeviceDefinition, cancellation))?.Value;

    /// <summary>Finds the definition of a device; null when there is none, or its blob is broken.</summary>
    public async Task<DeviceDefinition?> FindAsync(string id, CancellationToken cancellation)
    {
        try
        {
            return await devices.ReadAsync(id, cancellation);
        }
        catch (DocumentException)
        {
            return null;
        }
    }

    sealed record DeviceChange(DeviceChangeKind Kind);
}

/// <summary>The possible results of a request to register a device.</summary>
public enum DeviceChangeKind
{
    Created,
    Replaced,

    /// <summary>A device of another kind has this id, so nothing was done.</summary>
    OtherKind,

    /// <summary>The device does not satisfy the precondition of the request, so nothing was done.</summary>
    Unexpected,
}

/// <summary>Computes the entity tag of a device.</summary>
public static class DeviceTag
{
    public static string Of(DeviceDefinition device)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(device, CoreJson.Default.DeviceDefinition);
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"";
    }
}
