using System.Net.Http.Headers;
using System.Text.Json;
using Serverless.Core;
using Serverless.Core.Devices;

namespace Serverless.Cli.Api;

/// <summary>Manages devices on the platform.</summary>
public sealed class DeviceClient
{
    const string Collection = "api/devices";

    readonly ApiConnection _api;

    internal DeviceClient(ApiConnection api) => _api = api;

    public Task<IReadOnlyList<DeviceDefinition>> ListAsync(CancellationToken cancellation) =>
        _api.ListAsync(Collection, CoreJson.Default.DevicePage, cancellation);

    public Task DeleteAsync(string id, CancellationToken cancellation) =>
        _api.SendAsync(HttpMethod.Delete, $"{Collection}/{ApiConnection.Escape(id)}", cancellation);

    /// <summary>Registers a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="isReplacement">Whether a device with this id can exist already.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public Task<DeviceDefinition> PutAsync(DeviceDefinition device, bool isReplacement, CancellationToken cancellation) => _api.SendAsync(
        HttpMethod.Put,
        $"{Collection}/{ApiConnection.Escape(device.Id)}",
        JsonSerializer.SerializeToUtf8Bytes(device, CoreJson.Default.DeviceDefinition),
        headers =>
        {
            if (!isReplacement)
            {
                headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
            }
        },
        CoreJson.Default.DeviceDefinition,
        cancellation);
}
