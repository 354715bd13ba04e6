using System.Diagnostics;
using System.Net;
using System.Text;
using Yarp.ReverseProxy.Forwarder;

namespace Serverless.LocalHost.Http;

/// <summary>Forwards requests to the worker's own HTTP server.</summary>
sealed class RequestForwarder(IHttpForwarder forwarder, ILogger log) : IDisposable
{
    const string InvocationHeader = "x-ms-invocation-id";

    // Functions have a time limit of their own; the forwarder's default of 100 s should not be a second one.
    static readonly ForwarderRequestConfig Patient = new() { ActivityTimeout = TimeSpan.FromDays(1) };

    readonly HttpMessageInvoker _client = new(new RefusedConnectionRetries(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        EnableMultipleHttp2Connections = true,

        // As Kestrel reads headers on both sides; the client's own default refuses to send non-ASCII characters.
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
    }));

    /// <summary>Forwards one request. The response is the worker's, or 502 when there is none; no exception is thrown.</summary>
    /// <returns>Whether request and response arrived.</returns>
    public async Task<bool> ForwardAsync(HttpContext context, Uri worker, string invocation, CancellationToken cancellation)
    {
        context.Request.Headers[InvocationHeader] = invocation;
        var error = await forwarder.SendAsync(context, worker.AbsoluteUri, _client, Patient, HttpTransformer.Default, cancellation);
        switch (error)
        {
            case ForwarderError.None:
                break;

            // Caused by the client, or by what cancelled the request.
            case ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled or ForwarderError.RequestBodyClient
                or ForwarderError.ResponseBodyCanceled or ForwarderError.ResponseBodyClient or ForwarderError.UpgradeRequestCanceled:
                log.ClientGone(context.Request.Path, error.ToString());
                break;
            default:
                log.NotForwarded(context.Request.Path, error.ToString());
                break;
        }

        return error == ForwarderError.None;
    }

    /// <summary>Returns the status of a request that failed while it was read, such as one that is too large; null when it did not fail.</summary>
    public static int? ClientsFault(HttpContext context)
    {
        var failure = context.GetForwarderErrorFeature()?.Exception;
        var broken = failure is AggregateException many
            ? many.Flatten().InnerExceptions.OfType<BadHttpRequestException>().FirstOrDefault()
            : failure as BadHttpRequestException;
        return broken?.StatusCode;
    }

    /// <summary>Returns whether a request or its response did not arrive.</summary>
    public static bool HasFailed(HttpContext context) => context.GetForwarderErrorFeature() is not null;

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
