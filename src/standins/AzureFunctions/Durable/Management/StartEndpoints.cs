using System.Globalization;
using System.Text.Json;
using DurableTask.Core.Exceptions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Serverless.StandIns.AzureFunctions.Durable.Management;

/// <summary>Starts and restarts instances.</summary>
static class StartEndpoints
{
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    internal static async Task<IResult> StartAsync(
        string functionName, string? instanceId, HttpRequest request, DurableTaskClient client, ManagementUris uris)
    {
        JsonElement? input;
        try
        {
            input = await ReadJsonAsync(request);
        }
        catch (JsonException)
        {
            return ManagementApi.Error(StatusCodes.Status400BadRequest, "Invalid JSON content");
        }

        string? version = request.Query["version"];
        var options = new StartOrchestrationOptions(string.IsNullOrEmpty(instanceId) ? null : instanceId)
        {
            Version = version is null ? null : new TaskVersion(version),
        };
        try
        {
            var id = await client.ScheduleNewOrchestrationInstanceAsync(functionName, input, options, request.HttpContext.RequestAborted);
            return await WaitAsync(client, request, id) ?? CheckStatus(request, uris, id);
        }
        catch (OrchestrationAlreadyExistsException exists)
        {
            return ManagementApi.Error(StatusCodes.Status409Conflict, exists.Message);
        }
    }

    internal static async Task<IResult> RestartAsync(string instanceId, HttpRequest request, DurableTaskClient client, ManagementUris uris)
    {
        // Unlike the client's method, the route makes a new id unless told otherwise.
        var withNewId = !bool.TryParse(request.Query["restartWithNewInstanceId"], out var asked) || asked;
        try
        {
            var id = await client.RestartAsync(instanceId, withNewId, request.HttpContext.RequestAborted);
            return await WaitAsync(client, request, id) ?? CheckStatus(request, uris, id);
        }
        catch (ArgumentException)
        {
            return ManagementApi.Error(StatusCodes.Status400BadRequest, "InstanceId does not match a valid orchestration instance.");
        }
        catch (InvalidOperationException)
        {
            return ManagementApi.Error(StatusCodes.Status409Conflict, "A non-terminal instance with this instance ID already exists.");
        }
    }

    internal static async Task<JsonElement?> ReadJsonAsync(HttpRequest request)
    {
        using var text = new StreamReader(request.Body);
        var body = await text.ReadToEndAsync(request.HttpContext.RequestAborted);
        return string.IsNullOrWhiteSpace(body) ? null : JsonSerializer.Deserialize<JsonElement>(body);
    }

    static IResult CheckStatus(HttpRequest request, ManagementUris uris, string id)
    {
        var baseUrl = ForwardedUrl.Of(new Uri(request.GetEncodedUrl()), name => request.Headers[name].FirstOrDefault());
        var instance = ManagementUris.Instance(baseUrl, id);
        var status = $"{instance}?{uris.Query}";
        var response = request.HttpContext.Response;
        response.Headers.Location = status;
        response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return Results.Json(
            new
            {
                id,
                statusQueryGetUri = status,
                sendEventPostUri = $"{instance}/raiseEvent/{{eventName}}?{uris.Query}",
                terminatePostUri = $"{instance}/terminate?reason={{text}}&{uris.Query}",
                purgeHistoryDeleteUri = status,
                restartPostUri = $"{instance}/restart?{uris.Query}",
                suspendPostUri = $"{instance}/suspend?reason={{text}}&{uris.Query}",
                resumePostUri = $"{instance}/resume?reason={{text}}&{uris.Query}",
            },
            statusCode: StatusCodes.Status202Accepted);
    }

    // Both values must be given; the engine tells of the end at once, so the polling interval has no effect.
    static async Task<IResult?> WaitAsync(DurableTaskClient client, HttpRequest request, string id)
    {
        if (Seconds(request, "timeout") is not { } timeout || Seconds(request, "pollingInterval") is null)
        {
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(request.HttpContext.RequestAborted);
        limit.CancelAfter(timeout);
        try
        {
            var ended = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, limit.Token);
            return ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed
                ? Results.Text(ended.SerializedOutput ?? "null", "application/json")
                : Results.Json(StatusJson.Of(ended, showInput: true));
        }
        catch (OperationCanceledException) when (!request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
    }

    static TimeSpan? Seconds(HttpRequest request, string name) =>
        double.TryParse(request.Query[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 86_400
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
