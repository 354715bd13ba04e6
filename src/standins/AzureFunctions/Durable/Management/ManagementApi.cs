using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serverless.StandIns.AzureFunctions.Runtime;

namespace Serverless.StandIns.AzureFunctions.Durable.Management;

/// <summary>The HTTP management API of Durable Functions.</summary>
static partial class ManagementApi
{
    static readonly JsonSerializerOptions MessageCasing = new();

    internal static void Map(IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup(ManagementUris.Root).AddEndpointFilter(RequireKeyAsync).AddEndpointFilter(AnswerErrorsAsync);
        api.MapPost("/orchestrators/{functionName}/{instanceId?}", StartEndpoints.StartAsync);
        api.MapPost("/instances/{instanceId}/restart", StartEndpoints.RestartAsync);
        api.MapGet("/instances/{instanceId}", StatusEndpoints.GetAsync);
        api.MapGet("/instances", StatusEndpoints.ListAsync);
        api.MapDelete("/instances/{instanceId}", PurgeEndpoints.PurgeAsync);
        api.MapDelete("/instances", PurgeEndpoints.PurgeManyAsync);
        api.MapPost("/instances/{instanceId}/raiseEvent/{eventName}", ControlEndpoints.RaiseEventAsync);
        api.MapPost("/instances/{instanceId}/terminate", ControlEndpoints.TerminateAsync);
        api.MapPost("/instances/{instanceId}/suspend", ControlEndpoints.SuspendAsync);
        api.MapPost("/instances/{instanceId}/resume", ControlEndpoints.ResumeAsync);
        api.MapPost("/instances/{instanceId}/rewind", ControlEndpoints.RewindAsync);
    }

    /// <summary>An error with its message, in the API's form.</summary>
    internal static IResult Error(int status, string message) => Results.Json(new { Message = message }, MessageCasing, statusCode: status);

    static ValueTask<object?> RequireKeyAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var http = invocation.HttpContext;
        return http.RequestServices.GetRequiredService<IFunctionKeys>()
            .IsAuthorised(http.Request, AuthorizationLevel.System, ManagementUris.Extension)
            ? next(invocation)
            : ValueTask.FromResult<object?>(Results.StatusCode(StatusCodes.Status401Unauthorized));
    }

    static async ValueTask<object?> AnswerErrorsAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        try
        {
            return await next(invocation);
        }
        catch (ArgumentException)
        {
            return Error(StatusCodes.Status400BadRequest, "One or more of the arguments submitted is incorrect");
        }
        catch (OperationCanceledException) when (invocation.HttpContext.RequestAborted.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // the API answers every error, and the log has the reason
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var http = invocation.HttpContext;
            LogError(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ManagementApi)), exception, http.Request.Path);
            return Error(StatusCodes.Status500InternalServerError, "Something went wrong while processing your request");
        }
    }

    [LoggerMessage(EventId = 7101, Level = LogLevel.Error, Message = "The durable management API failed at {Path}.")]
    static partial void LogError(ILogger logger, Exception exception, string path);
}
