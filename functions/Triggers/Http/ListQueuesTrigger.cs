using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Jobs;
using Serverless.Application.Searches;
using Serverless.Core;
using Serverless.Core.Devices;
using Serverless.Core.Jobs;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// <c>GET /api/queues</c>: lists the state of the job queues, <c>jobs</c> first, then the queue of each device that measures.
/// </summary>
public sealed class ListQueuesTrigger(DeviceCatalogue devices, QueueLook queues)
{
    [Function(FunctionNames.ListQueues)]
    [Answers(200, typeof(ResultPage<QueueState>))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "queues")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var list = await devices.ListAsync(cancellation);
        string?[] all = [null, .. list.Devices.Where(device => device.Kind == DeviceKind.Measured).Select(device => device.Id)];
        var views = await Task.WhenAll(all.Select(device => queues.AtAsync(device, cancellation)));
        return TaggedJsonResult.Json(new ResultPage<QueueState>([.. views.Select(view => view.ToState())]), CoreJson.Default.QueuePage);
    }
}
