namespace Serverless.LocalHost.Http;

/// <summary>A request on its way through the WebJobs SDK.</summary>
sealed class HttpTicket(HttpContext context, RequestForwarder forwarder) : IHttpTicket, IAsyncDisposable
{
    readonly CancellationTokenSource _closing = new();
    Task<bool> _forwarding = Task.FromResult(false);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string?> RouteValues { get; } =
        context.Request.RouteValues.ToDictionary(pair => pair.Key, pair => pair.Value?.ToString());

    /// <inheritdoc/>
    public Task<bool> ForwardAsync(Uri worker, string invocation, CancellationToken cancellation)
    {
        _forwarding = ForwardUntilClosedAsync(worker, invocation, cancellation);
        return _forwarding;
    }

    /// <summary>Cuts off what is still being forwarded: the server takes the request back when its handler returns.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _forwarding;
        _closing.Dispose();
    }

    /// <summary>What a log may show of a request: no query, since that may hold a key.</summary>
    public override string ToString() => $"{context.Request.Method} {context.Request.Path}";

    async Task<bool> ForwardUntilClosedAsync(Uri worker, string invocation, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token);
        return await forwarder.ForwardAsync(context, worker, invocation, either.Token);
    }
}

/// <summary>What a request hands through the WebJobs SDK to its invocation.</summary>
/// <remarks>Public, since a written method has a parameter of it.</remarks>
public interface IHttpTicket
{
    /// <summary>Values of the route.</summary>
    IReadOnlyDictionary<string, string?> RouteValues { get; }

    /// <summary>Sends the request on to a worker, and its answer back.</summary>
    /// <param name="worker">Where the worker listens.</param>
    /// <param name="invocation">The invocation that the request belongs to.</param>
    /// <param name="cancellation">Cuts the request off.</param>
    /// <returns>Whether the request reached the worker whole and the answer its client.</returns>
    Task<bool> ForwardAsync(Uri worker, string invocation, CancellationToken cancellation);
}
