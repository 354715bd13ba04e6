using Serverless.Domain;
using Serverless.Domain.Devices;
using Serverless.Domain.Storage;
using Serverless.Functions.Triggers.Http;

namespace Serverless.Functions.Searches;

/// <summary>Registers devices.</summary>
public sealed class DeviceRegister(DeviceCatalogue devices, IDocumentStore store)
{
    const int MaximumConflicts = 20;

    /// <summary>Makes a device, or gives one another definition of the same kind; one whose blob is broken is made anew.</summary>
    /// <remarks>
    /// The kind stays: evaluations of all searches are kept with what the device said, and a looked-up latency shall never pass for a
    /// measured one.
    /// </remarks>
    public async Task<DeviceChangeKind> PutAsync(DeviceDefinition device, WriteCondition condition, CancellationToken cancellation)
    {
        var path = BlobPaths.Device(device.Id);
        for (var conflicts = 0; conflicts < MaximumConflicts; conflicts++)
        {
            // The version before the content: should somebody mend a broken blob in between, it is not written over.
            var version = await store.FindVersionAsync(path, cancellation);
            var earlier = version is null ? null : await FindReadableAsync(device.Id, cancellation);
            if (!condition.Holds(version is not null, earlier is null ? null : DeviceTag.Of(earlier)))
            {
                return DeviceChangeKind.Unexpected;
            }

            if (earlier is not null && earlier.Kind != device.Kind)
            {
                return DeviceChangeKind.OtherKind;
            }

            var isWritten = version is null
                ? await store.TryCreateAsync(path, device, DomainJson.Default.DeviceDefinition, cancellation)
                : await store.TryReplaceAsync(path, device, version, DomainJson.Default.DeviceDefinition, cancellation);
            if (isWritten)
            {
                return version is null ? DeviceChangeKind.Created : DeviceChangeKind.Replaced;
            }
        }

        throw new StorageException($"Blob '{path}' was changed by others {MaximumConflicts} times while it was to be changed here.");
    }

    async Task<DeviceDefinition?> FindReadableAsync(string id, CancellationToken cancellation)
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
}
