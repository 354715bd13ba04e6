using Microsoft.Azure.WebJobs;
using Serverless.LocalHost.Http.Keys;
using Serverless.LocalHost.Protocol;

namespace Serverless.LocalHost.Http;

/// <summary>Serves the requests that run functions.</summary>
sealed class FunctionRequests(IJobHost jobs, HostKeys keys, RequestForwarder forwarder)
{
    /// <summary>Adds a route per function; as in Azure, an earlier route takes precedence, however specific a later template is.</summary>
    public void Map(IEndpointRouteBuilder endpoints, IReadOnlyList<FunctionRoute> routes)
    {
        for (var i = 0; i < routes.Count; i++)
        {
            var route = routes[i];
            RequestDelegate handle = context => HandleAsync(context, route);
            var endpoint = route.Methods.Count == 0
                ? endpoints.Map(route.Template, handle)
                : endpoints.MapMethods(route.Template, route.Methods, handle);
            endpoint.Add(builder => ((RouteEndpointBuilder)builder).Order = i + 1);
        }
    }

    async Task HandleAsync(HttpContext context, FunctionRoute route)
    {
        if (!keys.OpensFunction(route.Function.Name, route.Access, RequestKey.Of(context.Request)))
        {
            await HostProblem.KeyMissing.WriteAsync(context);
            return;
        }

        if (context.Request.ContentLength > HttpServer.MaximumBodyBytes)
        {
            await HostProblem.BodyTooLarge.WriteAsync(context);
            return;
        }

        var failure = await RunAsync(context, route);
        if (Describe(context, failure) is { } problem && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            await problem.WriteAsync(context);
        }
    }

    // A function can succeed although its request was not read completely, or its response did not arrive.
    static HostProblem? Describe(HttpContext context, Exception? failure) =>
        RequestForwarder.ClientsFault(context) is { } status ? HostProblem.Broken(status)
        : failure is WorkerProcessExitException ? HostProblem.NoAnswer
        : failure is not null ? HostProblem.FunctionFailed
        : RequestForwarder.HasFailed(context) ? HostProblem.NoAnswer
        : null;

    async Task<Exception?> RunAsync(HttpContext context, FunctionRoute route)
    {
        await using var ticket = new HttpTicket(context, forwarder);
        try
        {
            await jobs.CallAsync(
                route.Function.Name, new Dictionary<string, object> { [route.Function.Trigger.Name] = ticket }, context.RequestAborted);
            return null;
        }
        catch (Exception failure)
        {
            // The SDK logs the exception, and wraps what the invocation threw.
            return failure.InnerException ?? failure;
        }
    }
}
