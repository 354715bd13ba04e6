using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Jobs;
using Serverless.Application.Searches;
using Serverless.Core;
using Serverless.Core.Devices;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// <c>GET /api/devices</c>: lists the devices that objectives can name, with the state of the queues of those that workers or agents measure on.
/// </summary>
public sealed class ListDevicesTrigger(DeviceCatalogue devices, QueueLook queues)
{
    [Function(FunctionNames.ListDevices)]
    [Answers(200, typeof(ResultPage<DeviceDefinition>), IsTagged = true)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "devices")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var list = await devices.ListAsync(cancellation);
        string[]? broken = list.Broken.Count == 0 ? null : [.. list.Broken.Select(exception => exception.Message)];
        var shown = await Task.WhenAll(list.Devices.Select(async device => device.Kind == DeviceKind.Measured
            ? device with { Queue = (await queues.AtAsync(device.Id, cancellation)).ToState() }
            : device));
        return TaggedJsonResult.Json(
            new ResultPage<DeviceDefinition>(shown, Unreadable: broken), CoreJson.Default.DevicePage, isTagged: true);
    }
}
