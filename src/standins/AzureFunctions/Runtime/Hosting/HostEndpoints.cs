using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>The host's own endpoints: the home page and /admin.</summary>
static class HostEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/", (IConfiguration configuration) => configuration.GetValue("AzureWebJobsDisableHomepage", false)
            ? Results.NoContent()
            : Results.Text("The functions host is running."));

        var admin = endpoints.MapGroup("/admin").AddEndpointFilter(MasterOnlyAsync);
        admin.MapGet("/host/status", (InvocationLifetime lifetime) => Results.Ok(
            new { state = lifetime.Stopping.IsCancellationRequested ? "Stopping" : "Running", runningInvocations = lifetime.Running }));
        admin.MapPost("/host/drain", (InvocationLifetime lifetime) =>
        {
            lifetime.Drain();
            return Results.Accepted();
        });
        admin.MapGet("/host/drain/status", (InvocationLifetime lifetime) => Results.Ok(new
        {
            state = !lifetime.Stopping.IsCancellationRequested ? "Disabled" : lifetime.Running > 0 ? "InProgress" : "Completed",
            outstandingInvocations = lifetime.Running,
        }));
        admin.MapPost("/functions/{name}", ManualInvocation.StartAsync);
        admin.MapGet("/functions", (IFunctionCatalog catalog) => Results.Ok(catalog.All.Select(Describe)));
        admin.MapGet("/functions/{name}", (string name, IFunctionCatalog catalog)
            => Find(catalog, name) is { } function ? Results.Ok(Describe(function)) : Results.NotFound());
        admin.MapGet("/functions/{name}/keys", (string name, IFunctionCatalog catalog, FunctionKeys keys)
            => Find(catalog, name) is null ? Results.NotFound() : Results.Ok(KeyList("default", keys.GetFunctionKey(name))));
        admin.MapGet("/host/keys", (FunctionKeys keys) => Results.Ok(KeyList("default", keys.HostKey)));
        admin.MapGet("/host/systemkeys/{extension}", (string extension, FunctionKeys keys)
            => Results.Ok(new { name = extension, value = keys.GetSystemKey(extension) }));
    }

    /// <summary>Answers 404, not 405, when one of the host's routes is called by a method that it does not have, as the platform does.</summary>
    public static async Task HideOtherMethodsAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.GetEndpoint() is not null && context.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false })
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    static ValueTask<object?> MasterOnlyAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var http = invocation.HttpContext;
        return http.RequestServices.GetRequiredService<IFunctionKeys>().IsAuthorised(http.Request, AuthorizationLevel.Admin, null)
            ? next(invocation)
            : ValueTask.FromResult<object?>(Results.Unauthorized());
    }

    /// <summary>The function of that name, ignoring case, disabled or not.</summary>
    public static FunctionEntry? Find(IFunctionCatalog catalog, string name)
        => catalog.All.FirstOrDefault(function => function.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    static object Describe(FunctionEntry function) => new
    {
        name = function.Name,
        isDisabled = function.IsDisabled,
        language = "dotnet-isolated",
        config = new
        {
            entryPoint = function.Definition.EntryPoint,
            bindings = function.Definition.InputBindings.Values.Concat(function.Definition.OutputBindings.Values)
                .Select(binding => new { name = binding.Name, type = binding.Type, direction = binding.Direction.ToString() }),
        },
    };

    static object KeyList(string name, string value) => new { keys = new[] { new { name, value } } };
}
