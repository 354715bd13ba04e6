using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Serverless.Application.Telemetry;

namespace Serverless.Functions.Telemetry;

/// <summary>Measures the duration of functions, and starts the span of each request in the trace that the caller named.</summary>
sealed class InvocationMiddleware(TimeProvider time) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var begun = time.GetTimestamp();
        using var span = context.GetHttpContext() is { } http ? StartRequest(context, http.Request) : null;
        try
        {
            await next(context);
            if (context.GetInvocationResult().Value is IStatusCodeHttpResult { StatusCode: { } status })
            {
                span?.SetTag(AttributeNames.ResponseStatus, status);
                span?.SetStatus(status >= StatusCodes.Status500InternalServerError ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
            }
        }
        finally
        {
            Instruments.FunctionDuration.Record(
                time.GetElapsedTime(begun).TotalSeconds, new KeyValuePair<string, object?>(AttributeNames.Function, context.FunctionDefinition.Name));
        }
    }

    // The parent is the host's span of this request or, without one, the span that the caller sent. Neither path nor query is recorded: a query can
    // contain a key.
    static Activity? StartRequest(FunctionContext context, HttpRequest request)
    {
        var parent = Spans.ReadParent(context.TraceContext.TraceParent);
        parent = parent == default ? Spans.ReadParent(request.Headers.TraceParent) : parent;
        return Spans.Start(context.FunctionDefinition.Name, ActivityKind.Server, parent)
            ?.SetTag(AttributeNames.Function, context.FunctionDefinition.Name)
            .SetTag(AttributeNames.RequestMethod, request.Method);
    }
}
