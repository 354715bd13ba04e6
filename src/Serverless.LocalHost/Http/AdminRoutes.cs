using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.WebJobs;
using Serverless.LocalHost.Http.Keys;
using Serverless.LocalHost.Indexing;

namespace Serverless.LocalHost.Http;

/// <summary>What holders of the master key may do: run functions that no request makes run, and ask how the host is.</summary>
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
    {
        if (keys.Opens(AccessLevel.Admin, RequestKey.Of(context.Request)))
        {
            return handle(context);
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    };

    async Task RunAsync(HttpContext context)
    {
        if (functions.Find((string)context.Request.RouteValues["name"]!) is not { } function)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (function.IsHttp || function.IsDurable)
        {
            await RefuseAsync(context, $"{function.Name} has a trigger of its own, {function.Trigger.Type}, that cannot be run from here.");
            return;
        }

        string? input;
        try
        {
            input = await InputAsync(context.Request);
        }
        catch (JsonException)
        {
            await RefuseAsync(context, "The body is JSON like {\"input\": \"...\"}.");
            return;
        }

        // The answer does not wait for the function, which may take minutes; what it does is in the log.
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

    static Task RefuseAsync(HttpContext context, string why)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsJsonAsync(new { message = why });
    }
}
