using System.Net;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.StandIns.AzureFunctions.Durable.Client;
using Serverless.StandIns.AzureFunctions.Durable.Management;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Answers HTTP requests with where to ask about an instance.</summary>
public static class DurableTaskClientExtensions
{
    static readonly TimeSpan DefaultRetryInterval = TimeSpan.FromSeconds(1);

    /// <summary>Makes the 202 response of a starter.</summary>
    public static Task<HttpResponseData> CreateCheckStatusResponseAsync(
        this DurableTaskClient client, HttpRequestData request, string instanceId, CancellationToken cancellation = default) =>
        CreateCheckStatusResponseAsync(client, request, instanceId, HttpStatusCode.Accepted, cancellation);

    /// <summary>Makes the response of a starter.</summary>
    public static async Task<HttpResponseData> CreateCheckStatusResponseAsync(
        this DurableTaskClient client, HttpRequestData request, string instanceId, HttpStatusCode statusCode, CancellationToken cancellation = default)
    {
        var (response, payload) = Prepare(client, request, instanceId, statusCode);
        await SerializerOf(response).SerializeAsync(response.Body, payload, payload.GetType(), cancellation);
        return response;
    }

    /// <summary>Makes the 202 response of a starter.</summary>
    public static HttpResponseData CreateCheckStatusResponse(
        this DurableTaskClient client, HttpRequestData request, string instanceId, CancellationToken cancellation = default) =>
        CreateCheckStatusResponse(client, request, instanceId, HttpStatusCode.Accepted, cancellation);

    /// <summary>Makes the response of a starter.</summary>
    public static HttpResponseData CreateCheckStatusResponse(
        this DurableTaskClient client, HttpRequestData request, string instanceId, HttpStatusCode statusCode, CancellationToken cancellation = default)
    {
        var (response, payload) = Prepare(client, request, instanceId, statusCode);
        SerializerOf(response).Serialize(response.Body, payload, payload.GetType(), cancellation);
        return response;
    }

    /// <summary>Waits for the end of an instance and answers with it, or with where to ask once the token is cancelled.</summary>
    /// <param name="client">The client.</param>
    /// <param name="request">The request to answer.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="retryInterval">Time between two looks; one second when null.</param>
    /// <param name="returnInternalServerErrorOnFailure">Whether the status is 500 when the instance has failed.</param>
    /// <param name="getInputsAndOutputs">Whether inputs and outputs are in the answer.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<HttpResponseData> WaitForCompletionOrCreateCheckStatusResponseAsync(
        this DurableTaskClient client,
        HttpRequestData request,
        string instanceId,
        TimeSpan? retryInterval = null,
        bool returnInternalServerErrorOnFailure = false,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            while (true)
            {
                if (await client.GetInstanceAsync(instanceId, getInputsAndOutputs, cancellation) is { IsCompleted: true } ended)
                {
                    return await AnswerAsync(request, ended, returnInternalServerErrorOnFailure);
                }

                await Task.Delay(retryInterval ?? DefaultRetryInterval, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return await CreateCheckStatusResponseAsync(client, request, instanceId, CancellationToken.None);
        }
    }

    /// <summary>The addresses of an instance, as seen from the request, or from this host when there is none.</summary>
    /// <exception cref="InvalidOperationException">There is no request and the client does not know its host's address.</exception>
    public static HttpManagementPayload CreateHttpManagementPayload(
        this DurableTaskClient client, string instanceId, HttpRequestData? request = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var baseUrl = request is null
            ? (client as HubClient)?.BaseUrl ?? throw new InvalidOperationException("The addresses need a request, or a client of a running host.")
            : ForwardedUrl.Of(request.Url, name => request.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null);
        var instance = ManagementUris.Instance(baseUrl, instanceId);
        var query = (client as HubClient)?.ManagementQuery;
        return new HttpManagementPayload
        {
            Id = instanceId,
            StatusQueryGetUri = Address(""),
            PurgeHistoryDeleteUri = Address(""),
            SendEventPostUri = Address("/raiseEvent/{eventName}"),

            // The doubled braces are the real extension's.
            TerminatePostUri = Address("/terminate", "reason={{text}}"),
            SuspendPostUri = Address("/suspend", "reason={{text}}"),
            ResumePostUri = Address("/resume", "reason={{text}}"),
        };

        string Address(string path, string? reason = null)
        {
            var values = string.Join('&', new[] { reason, query }.Where(value => value is not null));
            return $"{instance}{path}{(values.Length > 0 ? "?" : "")}{values}";
        }
    }

    static (HttpResponseData Response, HttpManagementPayload Payload) Prepare(
        DurableTaskClient client, HttpRequestData request, string instanceId, HttpStatusCode statusCode)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        var payload = client.CreateHttpManagementPayload(instanceId, request);
        var response = request.CreateResponse(statusCode);
        response.Headers.Add("Location", payload.StatusQueryGetUri!);
        response.Headers.Add("Content-Type", "application/json");
        return (response, payload);
    }

    static async Task<HttpResponseData> AnswerAsync(HttpRequestData request, OrchestrationMetadata ended, bool failureIsError)
    {
        var isError = failureIsError && ended.RuntimeStatus == OrchestrationRuntimeStatus.Failed;
        var response = request.CreateResponse(isError ? HttpStatusCode.InternalServerError : HttpStatusCode.OK);
        response.Headers.Add("Content-Type", "application/json");
        var body = new
        {
            ended.Name,
            ended.InstanceId,
            ended.CreatedAt,
            ended.LastUpdatedAt,
            RuntimeStatus = ended.RuntimeStatus.ToString(),
            ended.SerializedInput,
            ended.SerializedOutput,
            ended.SerializedCustomStatus,
        };
        await SerializerOf(response).SerializeAsync(response.Body, body, body.GetType(), CancellationToken.None);
        return response;
    }

    static ObjectSerializer SerializerOf(HttpResponseData response) =>
        response.FunctionContext.InstanceServices.GetService<IOptions<WorkerOptions>>()?.Value.Serializer
        ?? throw new InvalidOperationException("A serializer is not configured for the worker.");
}
