using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Domain;
using Serverless.Domain.Devices;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/devices</c>: the devices that objectives can name.</summary>
public sealed class ListDevicesTrigger(DeviceCatalogue devices)
{
    [Function(FunctionNames.ListDevices)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "devices")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var list = await devices.ListAsync(cancellation);
        string[]? broken = list.Broken.Count == 0 ? null : [.. list.Broken.Select(exception => exception.Message)];
        return Answer.Json(
            new ResultPage<DeviceDefinition>(list.Devices, Unreadable: broken), DomainJson.Default.DevicePage, isTagged: true);
    }
}
