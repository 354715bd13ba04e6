using System.Diagnostics;
using Serverless.LocalHost.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace Serverless.LocalHost.Http;

/// <summary>The routes of one start of the host, and the forwarder of their requests to the worker.</summary>
sealed class RequestPipeline : IDisposable
{
    readonly ServiceProvider _services;
    readonly RequestForwarder _forwarder;

    /// <summary>Builds the routes.</summary>
    /// <param name="log">The log of the host itself.</param>
    /// <param name="logs">The logger factory for everything else.</param>
    /// <param name="map">Adds the routes.</param>
    public RequestPipeline(ILogger log, ILoggerFactory logs, Action<IEndpointRouteBuilder, RequestForwarder> map)
    {
        _services = new ServiceCollection()
            .AddLogs(logs)
            .AddSingleton(new DiagnosticListener("Serverless.LocalHost"))
            .AddMetrics()
            .AddRoutingCore()
            .AddHttpForwarder()
            .BuildServiceProvider();
        _forwarder = new RequestForwarder(_services.GetRequiredService<IHttpForwarder>(), log);
        var builder = new ApplicationBuilder(_services);
        builder.UseRouting();
        builder.Use(RefuseOtherMethods);
        builder.UseEndpoints(endpoints => map(endpoints, _forwarder));
        builder.Run(HostProblem.NoRoute.WriteAsync);
        Handle = builder.Build();
    }

    /// <summary>Gets the handler of requests.</summary>
    public RequestDelegate Handle { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _forwarder.Dispose();
        _services.Dispose();
    }

    // Azure's host never responds with 405: for a method that no function has, the route does not exist.
    static Task RefuseOtherMethods(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is { } endpoint and not RouteEndpoint)
        {
            context.SetEndpoint(null);
            return HostProblem.NoRoute.WriteAsync(context);
        }

        return next(context);
    }
}
