using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.WebJobs;
using Serverless.LocalHost.Http.Keys;
using Serverless.LocalHost.Indexing;

namespace Serverless.LocalHost.Http;

/// <summary>The routes for holders of the master key: they run functions that have no HTTP trigger, and return the status of the host.</summary>
sealed class AdminRoutes(IJobHost jobs, FunctionCatalog functions, HostKeys keys, ILogger log)
{
    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/admin/functions/{name}", Guarded(RunAsync));
        endpoints.MapGet("/admin/functions", Guarded(context => context.Response.WriteAsJsonAsync(
            functions.Active.Select(function => Describe(function, isDisabled: false))
                .Concat(functions.Disabled.Select(function => Describe(function, isDisabled: true))))));
        endpoints.MapGet("/admin/host/status", Guarded(context => context.Response.WriteAsJsonAsync(
            new { state = "Running", functions = functions.Active.Count, processId = Environment.ProcessId })));
    }

    static object Describe(Function function, bool isDisabled) => new { name = function.Name, trigger = function.Trigger.Type, isDisabled };

    RequestDelegate Guarded(RequestDelegate handle) => context =>
        keys.Opens(AccessLevel.Admin, RequestKey.Of(context.Request)) ? handle(context) : HostProblem.KeyMissing.WriteAsync(context);

    async Task RunAsync(HttpContext context)
    {
        if (functions.Find((string)context.Request.RouteValues["name"]!) is not { } function)
        {
            await HostProblem.NoRoute.WriteAsync(context);
            return;
        }

        if (function.IsHttp || function.IsDurable)
        {
            await HostProblem.Refused($"{function.Name} has the trigger {function.Trigger.Type}, which cannot be run through this route.").WriteAsync(context);
            return;
        }

        string? input;
        try
        {
            input = await InputAsync(context.Request);
        }
        catch (JsonException)
        {
            await HostProblem.Refused("The body must be JSON such as {\"input\": \"...\"}.").WriteAsync(context);
            return;
        }

        // The response does not wait for the function, which can take minutes; its result is in the log.
        _ = RunAsync(function, input);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    async Task RunAsync(Function function, string? input)
    {
        try
        {
            await jobs.CallAsync(function.Name, new Dictionary<string, object> { [function.Trigger.Name] = input! });
        }
        catch (Exception failure)
        {
            log.FunctionFailed(function.Name, (failure.InnerException ?? failure).Message);
        }
    }

    static async Task<string?> InputAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        return string.IsNullOrWhiteSpace(body) ? null
            : JsonNode.Parse(body) is JsonObject values ? values["input"]?.ToString()
            : throw new JsonException();
    }
}
