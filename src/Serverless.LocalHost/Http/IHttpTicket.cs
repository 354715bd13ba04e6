namespace Serverless.LocalHost.Http;

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
