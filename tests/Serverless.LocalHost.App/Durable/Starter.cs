using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;

namespace Serverless.LocalHost.App.Durable;

/// <summary>Starts any orchestration by name; the body is its input.</summary>
public static class Starter
{
    [Function("Start")]
    public static async Task<HttpResponseData> StartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "start/{orchestration}")] HttpRequestData request,
        [DurableClient] DurableTaskClient client,
        string orchestration)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        var id = await client.ScheduleNewOrchestrationInstanceAsync(
            orchestration, body.Length == 0 ? null : int.Parse(body, System.Globalization.CultureInfo.InvariantCulture));
        return await client.CreateCheckStatusResponseAsync(request, id);
    }
}
