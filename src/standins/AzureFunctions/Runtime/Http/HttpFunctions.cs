using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Answers requests by HTTP functions.</summary>
sealed class HttpFunctions : IDisposable
{
    readonly HttpRouteTable _routes;
    readonly IFunctionKeys _keys;
    readonly IFunctionInvoker _invoker;
    readonly HostSettings _settings;
    readonly ILogger<HttpFunctions> _logger;
    readonly SemaphoreSlim? _concurrency;
    int _outstanding;

    public HttpFunctions(HttpRouteTable routes, IFunctionKeys keys, IFunctionInvoker invoker, HostSettings settings, ILogger<HttpFunctions> logger)
    {
        _routes = routes;
        _keys = keys;
        _invoker = invoker;
        _settings = settings;
        _logger = logger;
        _concurrency = settings.MaxConcurrentRequests > 0 ? new SemaphoreSlim(settings.MaxConcurrentRequests) : null;
    }

    /// <summary>The last step of the request pipeline; leaves alone what one of the host's own endpoints answers.</summary>
    public async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        foreach (var (name, value) in _settings.CustomHeaders)
        {
            context.Response.Headers[name] = value;
        }

        if (context.GetEndpoint() is not null)
        {
            await next(context);
        }
        else if (_routes.Find(context) is not var (route, values))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (!_keys.IsAuthorised(context.Request, route.Level, route.Function.Name))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            await ThrottleAsync(route.Function, values, context);
        }
    }

    public void Dispose() => _concurrency?.Dispose();

    async Task ThrottleAsync(FunctionEntry function, RouteValueDictionary values, HttpContext context)
    {
        try
        {
            if (Interlocked.Increment(ref _outstanding) > _settings.MaxOutstandingRequests && _settings.MaxOutstandingRequests >= 0)
            {
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return;
            }

            await (_concurrency?.WaitAsync(context.RequestAborted) ?? Task.CompletedTask);
            try
            {
                await InvokeAsync(function, values, context);
            }
            finally
            {
                _concurrency?.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _outstanding);
        }
    }

    async Task InvokeAsync(FunctionEntry function, RouteValueDictionary values, HttpContext context)
    {
        context.Request.RouteValues = values;
        try
        {
            await _invoker.InvokeAsync(function, new TriggerInput(context, BindingData(context, values)), context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            _logger.RequestAborted(function.Name);
        }
        catch (FunctionTimeoutException e) when (e.IsStillRunning)
        {
            // The function still holds this request; the connection must not be used for another.
            _logger.FunctionFailed(e, function.Name);
            context.Abort();
        }
        catch (Exception e)
        {
            _logger.FunctionFailed(e, function.Name);
            Fail(context, e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError);
        }
    }

    static void Fail(HttpContext context, int status)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = status;
    }

    static Dictionary<string, object?> BindingData(HttpContext context, RouteValueDictionary values)
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in context.Request.Query)
        {
            data[name] = value.ToString();
        }

        foreach (var (name, value) in values)
        {
            data[name] = value;
        }

        return data;
    }
}
