using System.Text.Json;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Serverless.StandIns.AzureFunctions.Durable.Management;

/// <summary>Steers instances.</summary>
static class ControlEndpoints
{
    internal static async Task<IResult> RaiseEventAsync(string instanceId, string eventName, HttpRequest request, DurableTaskClient client)
    {
        if (await RefuseAsync(instanceId, request, client) is { } refusal)
        {
            return refusal;
        }

        if (!request.HasJsonContentType())
        {
            return ManagementApi.Error(StatusCodes.Status400BadRequest, "Only application/json request content is supported");
        }

        try
        {
            var payload = await StartEndpoints.ReadJsonAsync(request);
            return await AcceptAsync(client.RaiseEventAsync(instanceId, eventName, payload, request.HttpContext.RequestAborted));
        }
        catch (JsonException)
        {
            return ManagementApi.Error(StatusCodes.Status400BadRequest, "Invalid JSON content");
        }
    }

    internal static async Task<IResult> TerminateAsync(string instanceId, string? reason, HttpRequest request, DurableTaskClient client) =>
        await RefuseAsync(instanceId, request, client)
        ?? await AcceptAsync(client.TerminateInstanceAsync(instanceId, (object?)reason, request.HttpContext.RequestAborted));

    internal static async Task<IResult> SuspendAsync(string instanceId, string? reason, HttpRequest request, DurableTaskClient client) =>
        await RefuseAsync(instanceId, request, client)
        ?? await AcceptAsync(client.SuspendInstanceAsync(instanceId, reason, request.HttpContext.RequestAborted));

    internal static async Task<IResult> ResumeAsync(string instanceId, string? reason, HttpRequest request, DurableTaskClient client) =>
        await RefuseAsync(instanceId, request, client)
        ?? await AcceptAsync(client.ResumeInstanceAsync(instanceId, reason, request.HttpContext.RequestAborted));

    internal static async Task<IResult> RewindAsync(string instanceId, string? reason, HttpRequest request, DurableTaskClient client)
    {
        var instance = await client.GetInstanceAsync(instanceId, request.HttpContext.RequestAborted);
        return instance switch
        {
            null => Results.NotFound(),
            { RuntimeStatus: not OrchestrationRuntimeStatus.Failed } => Results.StatusCode(StatusCodes.Status412PreconditionFailed),
            _ => await AcceptAsync(client.RewindInstanceAsync(instanceId, reason ?? "", request.HttpContext.RequestAborted)),
        };
    }

    static async Task<IResult?> RefuseAsync(string instanceId, HttpRequest request, DurableTaskClient client) =>
        await client.GetInstanceAsync(instanceId, request.HttpContext.RequestAborted) switch
        {
            null => Results.NotFound(),
            { IsCompleted: true } => Results.StatusCode(StatusCodes.Status410Gone),
            _ => null,
        };

    // The instance may have ended since it was looked at.
    static async Task<IResult> AcceptAsync(Task operation)
    {
        try
        {
            await operation;
            return Results.StatusCode(StatusCodes.Status202Accepted);
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.NotFound or StatusCode.FailedPrecondition)
        {
            return Results.StatusCode(exception.StatusCode == StatusCode.NotFound
                ? StatusCodes.Status404NotFound
                : StatusCodes.Status410Gone);
        }
    }
}
