using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;
using Serverless.Core.Tables;
using Serverless.Functions.Logging;

namespace Serverless.Functions.Triggers.Http;

/// <summary>Turns exceptions of HTTP functions into error responses with what callers are allowed to know; the logs have the rest.</summary>
public sealed class ProblemMiddleware(ILogger<ProblemMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception)
            when (context.GetHttpContext() is { Response.HasStarted: false, RequestAborted.IsCancellationRequested: false } http
                && !context.CancellationToken.IsCancellationRequested)
        {
            logger.RequestFailed(exception, context.FunctionDefinition.Name, Problems.TraceId(http));
            context.GetInvocationResult().Value = Describe(http, exception);
        }
    }

    static IResult Describe(HttpContext http, Exception exception) => exception switch
    {
        DocumentException or TableException => Problems.Of(
            http,
            StatusCodes.Status500InternalServerError,
            ProblemCodes.DocumentBroken,
            "A stored document is missing or broken.",
            exception.Message),
        StorageException => Problems.Of(
            http,
            StatusCodes.Status503ServiceUnavailable,
            ProblemCodes.StorageUnavailable,
            "Storage does not answer.",
            "Try again later; the logs have details."),
        _ => Problems.Of(
            http,
            StatusCodes.Status500InternalServerError,
            ProblemCodes.InternalError,
            "Something unexpected happened.",
            "The logs have details under this trace id."),
    };
}
