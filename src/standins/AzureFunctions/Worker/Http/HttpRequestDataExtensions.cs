using System.Net;
using System.Text;
using Azure.Core.Serialization;
using Serverless.StandIns.AzureFunctions.Runtime;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Reads requests and answers them.</summary>
public static class HttpRequestDataExtensions
{
    /// <summary>The body as text, UTF-8 unless another encoding is given; null when there is no body.</summary>
    public static async Task<string?> ReadAsStringAsync(this HttpRequestData request, Encoding? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Body is null)
        {
            return null;
        }

        using var reader = new StreamReader(request.Body, encoding ?? Encoding.UTF8, leaveOpen: true);
        return await reader.ReadToEndAsync();
    }

    /// <inheritdoc cref="ReadAsStringAsync"/>
    public static string? ReadAsString(this HttpRequestData request, Encoding? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Body is null)
        {
            return null;
        }

        using var reader = new StreamReader(request.Body, encoding ?? Encoding.UTF8, leaveOpen: true);
        return reader.ReadToEnd();
    }

    /// <summary>The body as JSON, read by the worker's serializer.</summary>
    public static ValueTask<T?> ReadFromJsonAsync<T>(this HttpRequestData request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ReadFromJsonAsync<T>(request, WorkerSerializer.Of(request.FunctionContext), cancellationToken);
    }

    /// <summary>The body as JSON, read by the serializer given.</summary>
    public static async ValueTask<T?> ReadFromJsonAsync<T>(
        this HttpRequestData request, ObjectSerializer serializer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(serializer);
        return (T?)await serializer.DeserializeAsync(request.Body, typeof(T), cancellationToken);
    }

    /// <summary>An empty response of the status given.</summary>
    public static HttpResponseData CreateResponse(this HttpRequestData request, HttpStatusCode statusCode)
    {
        ArgumentNullException.ThrowIfNull(request);
        var response = request.CreateResponse();
        response.StatusCode = statusCode;
        return response;
    }
}
