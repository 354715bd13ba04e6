using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Serverless.LocalHost.Configuration;

namespace Serverless.LocalHost.Protocol;

/// <summary>The gRPC server on a free loopback port.</summary>
sealed class RpcServer : IAsyncDisposable
{
    readonly WebApplication _app;

    RpcServer(WebApplication app) => _app = app;

    /// <summary>Gets the address to which workers connect.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Starts listening.</summary>
    public static async Task<RpcServer> StartAsync(WorkerChannels channels, ILoggerFactory logs)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddLogs(logs).AddSingleton<IHostLifetime, QuietLifetime>().AddSingleton(channels).AddRoutingCore();

        // A worker's messages contain whole inputs and results, and its only request lasts as long as the worker.
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = null;
            grpc.MaxSendMessageSize = null;
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        var app = builder.Build();
        app.MapGrpcService<RpcService>();
        await app.StartAsync();
        return new RpcServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        // There is nothing to wait for: the worker has ended by now.
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
