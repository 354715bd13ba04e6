using Serverless.Application.Storage;
using Serverless.Core.Devices;
using Serverless.Core;

namespace Serverless.Application.Searches;

/// <summary>Reads the devices that requests can name: the built-in one and those in blobs.</summary>
public sealed class DeviceCatalogue(IDocumentStore store)
{
    const string Extension = ".json";

    /// <summary>Lists all devices, the built-in one first, the others by id; broken ones separately.</summary>
    public async Task<DeviceList> ListAsync(CancellationToken cancellation)
    {
        var devices = new List<DeviceDefinition> { DeviceDefinition.LocalCpu };
        var broken = new List<DocumentException>();
        await foreach (var name in store.ListAsync(BlobPaths.Devices, "", null, cancellation))
        {
            if (!name.EndsWith(Extension, StringComparison.Ordinal) || name == DeviceDefinition.LocalCpu.Id + Extension)
            {
                continue;
            }

            try
            {
                devices.Add(await ReadBlobAsync(name[..^Extension.Length], cancellation));
            }
            catch (DocumentException exception)
            {
                broken.Add(exception);
            }
        }

        return new DeviceList(devices, broken);
    }

    /// <summary>Reads one device.</summary>
    /// <exception cref="DocumentException">The blob of the device is missing or broken.</exception>
    public Task<DeviceDefinition> ReadAsync(string deviceId, CancellationToken cancellation) =>
        deviceId == DeviceDefinition.LocalCpu.Id ? Task.FromResult(DeviceDefinition.LocalCpu) : ReadBlobAsync(deviceId, cancellation);

    async Task<DeviceDefinition> ReadBlobAsync(string deviceId, CancellationToken cancellation)
    {
        var path = BlobPaths.Device(deviceId);
        var device = (await store.ReadAsync(path, CoreJson.Default.DeviceDefinition, cancellation)).Value;
        return device.Id == deviceId ? device : throw new DocumentException(path, $"holds device '{device.Id}'. Name it after the device.");
    }
}

/// <summary>The available devices.</summary>
/// <param name="Devices">The devices that can be read.</param>
/// <param name="Broken">An exception for each blob that cannot be read.</param>
public sealed record DeviceList(IReadOnlyList<DeviceDefinition> Devices, IReadOnlyList<DocumentException> Broken);
