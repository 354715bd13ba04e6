using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Serverless.LocalHost.Configuration;

namespace Serverless.LocalHost.Http;

/// <summary>
/// The HTTP server that the world sees. From its first opening on it listens until the process ends: a host that starts itself again would
/// otherwise find its port taken.
/// </summary>
sealed class HttpServer : IAsyncDisposable
{
    /// <summary>The largest body of a request that Azure takes.</summary>
    public const long MaximumBodyBytes = 100_000_000;

    /// <summary>What a request may take to be answered when its client has ended its side of the connection.</summary>
    static readonly TimeSpan HalfClosedGrace = TimeSpan.FromSeconds(2);

    readonly RequestGate _gate = new();
    readonly WebApplication _app;
    readonly Uri _address;
    bool _isListening;

    /// <summary>Makes a server that does not listen yet.</summary>
    /// <param name="address">Where to listen.</param>
    /// <param name="logs">Where to log.</param>
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

    /// <summary>Has requests answered by <paramref name="handle"/>, and listens if this is the first time.</summary>
    /// <exception cref="StartException">Something else listens there.</exception>
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

    /// <summary>Answers 503 from now on; see <see cref="RequestGate.CloseAsync"/>.</summary>
    public Task CloseAsync(TimeSpan limit) => _gate.CloseAsync(limit);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // Kestrel takes the end of a client's side for the end of the client. One that has sent half a body, or a whole one, may still listen.
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
