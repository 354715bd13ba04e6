using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Answers a request by what the function returned.</summary>
static class HttpResultWriter
{
    /// <summary>The outermost step of the pipeline; does nothing for other triggers.</summary>
    public static FunctionExecutionDelegate Wrap(FunctionExecutionDelegate next) => async context =>
    {
        await next(context);
        var state = InvocationState.Of(context);
        if (state.Trigger.Value is HttpContext http)
        {
            await WriteAsync(context, state.Function.HttpResultOf(state.Result), http);
        }
    };

    static Task WriteAsync(FunctionContext context, object? result, HttpContext http)
    {
        if (result is HttpResponseData response)
        {
            return WriteAsync(response, http);
        }

        if (context.InstanceServices.GetService<AspNetCoreIntegration>() is null)
        {
            return WritePlainAsync(context, result, http);
        }

        switch (result)
        {
            case IActionResult action:
                return action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
            case IResult minimal:
                return minimal.ExecuteAsync(http);
            case null:
                return Task.CompletedTask;
            default:
                context.GetLogger(typeof(HttpResultWriter).FullName!).ResultNotWritten(context.FunctionDefinition.Name, result.GetType());
                return Task.CompletedTask;
        }
    }

    static async Task WriteAsync(HttpResponseData response, HttpContext http)
    {
        http.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.NonValidated)
        {
            // Kestrel frames the body itself.
            if (!name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
            {
                http.Response.Headers[name] = values.ToArray();
            }
        }

        (response.Cookies as ResponseCookies)?.WriteTo(http.Response.Cookies);
        if (response.Body is { CanSeek: true })
        {
            response.Body.Position = 0;
        }

        await response.Body.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    // Without ASP.NET Core integration the host itself writes what is returned.
    static async Task WritePlainAsync(FunctionContext context, object? result, HttpContext http)
    {
        switch (result)
        {
            case null:
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case string or IFormattable:
                http.Response.ContentType = "text/plain; charset=utf-8";
                await http.Response.WriteAsync(Convert.ToString(result, CultureInfo.InvariantCulture)!, http.RequestAborted);
                break;
            default:
                http.Response.ContentType = "application/json; charset=utf-8";
                var json = await WorkerSerializer.Of(context).SerializeAsync(result, cancellationToken: http.RequestAborted);
                await http.Response.BodyWriter.WriteAsync(json.ToMemory(), http.RequestAborted);
                break;
        }
    }
}
