using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Serverless.LocalHost.Configuration;

namespace Serverless.LocalHost.Http;

/// <summary>
/// The public HTTP server. Once opened, it listens until the process ends: a host that restarts itself would otherwise find its port in use.
/// </summary>
sealed class HttpServer : IAsyncDisposable
{
    /// <summary>The largest request body that Azure accepts.</summary>
    public const long MaximumBodyBytes = 100_000_000;

    /// <summary>How long a response may take after the client has closed its side of the connection.</summary>
    static readonly TimeSpan HalfClosedGrace = TimeSpan.FromSeconds(2);

    readonly RequestGate _gate = new();
    readonly WebApplication _app;
    readonly Uri _address;
    bool _isListening;

    /// <summary>Creates a server that does not listen yet.</summary>
    /// <param name="address">The address to listen on.</param>
    /// <param name="logs">The logger factory.</param>
    public HttpServer(Uri address, ILoggerFactory logs)
    {
        _address = address;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddLogs(logs).AddSingleton<IHostLifetime, QuietLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaximumBodyBytes;
            kestrel.Listen(IPAddress.Parse(address.Host.Trim('[', ']')), address.Port, listen => listen.Use(AnswerHalfClosedAsync));
        });
        _app = builder.Build();
        ((IApplicationBuilder)_app).Run(_gate.HandleAsync);
    }

    /// <summary>Handles requests with <paramref name="handle"/>, and begins to listen if this is the first call.</summary>
    /// <exception cref="StartException">Something else listens on the address.</exception>
    public async Task OpenAsync(RequestDelegate handle)
    {
        _gate.Open(handle);
        if (_isListening)
        {
            return;
        }

        try
        {
            await _app.StartAsync();
            _isListening = true;
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            throw new StartException(ExitCodes.AddressInUse, $"{_address.GetLeftPart(UriPartial.Authority)} is in use.", taken);
        }
    }

    /// <summary>Responds with 503 from now on; see <see cref="RequestGate.CloseAsync"/>.</summary>
    public Task CloseAsync(TimeSpan limit) => _gate.CloseAsync(limit);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // Kestrel treats the end of the client's side as the end of the client, but a client that has sent a body, whole or not, may still listen.
    static async Task AnswerHalfClosedAsync(ConnectionContext connection, Func<Task> next)
    {
        var halfClosed = connection.ConnectionClosed;
        using var closed = new CancellationTokenSource();
        await using var registration = halfClosed.Register(() => closed.CancelAfter(HalfClosedGrace));
        connection.ConnectionClosed = closed.Token;
        try
        {
            await next();
        }
        finally
        {
            connection.ConnectionClosed = halfClosed;
        }
    }
}
