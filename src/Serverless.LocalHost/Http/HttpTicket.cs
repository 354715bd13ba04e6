namespace Serverless.LocalHost.Http;

/// <summary>A request on its way through the WebJobs SDK.</summary>
sealed class HttpTicket(HttpContext context, RequestForwarder forwarder) : IHttpTicket
{
    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string?> RouteValues { get; } =
        context.Request.RouteValues.ToDictionary(pair => pair.Key, pair => pair.Value?.ToString());

    /// <inheritdoc/>
    public Task ForwardAsync(Uri worker, string invocation, CancellationToken cancellation) =>
        forwarder.ForwardAsync(context, worker, invocation, cancellation);

    /// <summary>What a log may show of a request: no query, since that may hold a key.</summary>
    public override string ToString() => $"{context.Request.Method} {context.Request.Path}";
}
