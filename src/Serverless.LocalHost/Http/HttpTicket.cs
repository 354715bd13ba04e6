namespace Serverless.LocalHost.Http;

/// <summary>Carries a request through the WebJobs SDK.</summary>
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

    /// <summary>Cancels forwarding that is still in progress: the server reclaims the request when its handler returns.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _forwarding;
        _closing.Dispose();
    }

    /// <summary>Returns what a log may show of a request, without the query, which can contain a key.</summary>
    public override string ToString() => $"{context.Request.Method} {context.Request.Path}";

    async Task<bool> ForwardUntilClosedAsync(Uri worker, string invocation, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token);
        return await forwarder.ForwardAsync(context, worker, invocation, either.Token);
    }
}

/// <summary>Hands a request through the WebJobs SDK to its invocation.</summary>
/// <remarks>Public, since a generated method has a parameter of this type.</remarks>
public interface IHttpTicket
{
    /// <summary>Gets the values of the route.</summary>
    IReadOnlyDictionary<string, string?> RouteValues { get; }

    /// <summary>Forwards the request to a worker, and its response back.</summary>
    /// <param name="worker">The address on which the worker listens.</param>
    /// <param name="invocation">The invocation that the request belongs to.</param>
    /// <param name="cancellation">The token that cancels the request.</param>
    /// <returns>Whether the request reached the worker completely and the response reached the client.</returns>
    Task<bool> ForwardAsync(Uri worker, string invocation, CancellationToken cancellation);
}
