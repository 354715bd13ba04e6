using System.Net;
using Serverless.LocalHost.Configuration;

namespace Serverless.LocalHost.Http;

/// <summary>The HTTP server that the world sees.</summary>
static class HttpServer
{
    /// <summary>The largest body of a request that Azure takes.</summary>
    public const long MaximumBodyBytes = 100_000_000;

    /// <summary>Builds the server; it listens when it is started.</summary>
    /// <param name="address">Where to listen.</param>
    /// <param name="logs">Where to log.</param>
    /// <param name="map">Adds the routes.</param>
    public static WebApplication Build(Uri address, ILoggerFactory logs, Action<IEndpointRouteBuilder> map)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddLogs(logs).AddSingleton<IHostLifetime, QuietLifetime>().AddRoutingCore().AddHttpForwarder();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaximumBodyBytes;
            kestrel.Listen(IPAddress.Parse(address.Host.Trim('[', ']')), address.Port);
        });
        var app = builder.Build();
        app.UseRouting();
        app.Use(RefuseOtherMethods);
        map(app);
        return app;
    }

    // Azure's host knows no 405: a method that no function has is a route that is not there.
    static Task RefuseOtherMethods(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is { } endpoint and not RouteEndpoint)
        {
            context.SetEndpoint(null);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return next(context);
    }
}
