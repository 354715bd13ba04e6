using System.Text;
using Azure.Core.Serialization;
using Serverless.StandIns.AzureFunctions.Runtime;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Writes responses.</summary>
public static class HttpResponseDataExtensions
{
    const string JsonContentType = "application/json; charset=utf-8";

    /// <summary>Appends text to the body, UTF-8 unless another encoding is given.</summary>
    public static void WriteString(this HttpResponseData response, string value, Encoding? encoding = null)
        => WriteBytes(response, Encode(value, encoding));

    /// <inheritdoc cref="WriteString"/>
    public static Task WriteStringAsync(this HttpResponseData response, string value, Encoding? encoding = null)
        => WriteBytesAsync(response, Encode(value, encoding), CancellationToken.None);

    /// <inheritdoc cref="WriteString"/>
    public static Task WriteStringAsync(
        this HttpResponseData response, string value, CancellationToken cancellationToken, Encoding? encoding = null)
        => WriteBytesAsync(response, Encode(value, encoding), cancellationToken);

    /// <summary>Appends JSON by the worker's serializer; content type application/json; charset=utf-8. The status stays as it is.</summary>
    public static ValueTask WriteAsJsonAsync<T>(this HttpResponseData response, T instance, CancellationToken cancellationToken = default)
        => WriteAsJsonAsync(response, instance, JsonContentType, cancellationToken);

    /// <summary>Appends JSON by the worker's serializer with the content type given.</summary>
    public static ValueTask WriteAsJsonAsync<T>(
        this HttpResponseData response, T instance, string contentType, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        return WriteAsJsonAsync(response, instance, WorkerSerializer.Of(response.FunctionContext), contentType, cancellationToken);
    }

    /// <summary>Appends JSON by the serializer given.</summary>
    public static ValueTask WriteAsJsonAsync<T>(
        this HttpResponseData response, T instance, ObjectSerializer serializer, CancellationToken cancellationToken = default)
        => WriteAsJsonAsync(response, instance, serializer, JsonContentType, cancellationToken);

    /// <summary>Appends JSON by the serializer given with the content type given.</summary>
    public static async ValueTask WriteAsJsonAsync<T>(
        this HttpResponseData response, T instance, ObjectSerializer serializer, string contentType, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(contentType);
        response.Headers.Remove("Content-Type");
        response.Headers.Add("Content-Type", contentType);
        await serializer.SerializeAsync(response.Body, instance, typeof(T), cancellationToken);
    }

    /// <summary>Appends bytes to the body.</summary>
    public static void WriteBytes(this HttpResponseData response, byte[] value)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(value);
        response.Body.Write(value);
    }

    /// <inheritdoc cref="WriteBytes"/>
    public static Task WriteBytesAsync(this HttpResponseData response, byte[] value) => WriteBytesAsync(response, value, CancellationToken.None);

    /// <inheritdoc cref="WriteBytes"/>
    public static Task WriteBytesAsync(this HttpResponseData response, byte[] value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(value);
        return response.Body.WriteAsync(value, cancellationToken).AsTask();
    }

    static byte[] Encode(string value, Encoding? encoding)
    {
        ArgumentNullException.ThrowIfNull(value);
        return (encoding ?? Encoding.UTF8).GetBytes(value);
    }
}
