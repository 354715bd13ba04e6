using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;

/// <summary>HTTP functions that start orchestrations.</summary>
public static class Starters
{
    [Function(nameof(StartByHttp))]
    public static async Task<HttpResponseData> StartByHttp(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "start/{orchestrator}")] HttpRequestData request,
        [DurableClient] DurableTaskClient client,
        string orchestrator)
    {
        ArgumentNullException.ThrowIfNull(client);
        var id = await client.ScheduleNewOrchestrationInstanceAsync(orchestrator);
        return await client.CreateCheckStatusResponseAsync(request, id);
    }

    [Function(nameof(WaitByHttp))]
    public static async Task<HttpResponseData> WaitByHttp(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "wait/{orchestrator}")] HttpRequestData request,
        [DurableClient] DurableTaskClient client,
        string orchestrator)
    {
        ArgumentNullException.ThrowIfNull(client);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        var id = await client.ScheduleNewOrchestrationInstanceAsync(orchestrator);
        return await client.WaitForCompletionOrCreateCheckStatusResponseAsync(
            request, id, TimeSpan.FromMilliseconds(100), returnInternalServerErrorOnFailure: true, getInputsAndOutputs: true, limit.Token);
    }
}
