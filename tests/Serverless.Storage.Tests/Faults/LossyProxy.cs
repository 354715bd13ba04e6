using System.Net;
using System.Net.Sockets;

namespace Serverless.Storage.Tests.Faults;

/// <summary>A proxy between client and service which, on request, forwards a call but loses its response.</summary>
sealed class LossyProxy : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _stop = new();
    readonly int _upstreamPort;
    readonly Task _accepting;
    int _answersToLose;
    int _answersLost;

    public LossyProxy(int upstreamPort)
    {
        _upstreamPort = upstreamPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many answers were lost so far.</summary>
    public int AnswersLost => _answersLost;

    /// <summary>The service carries out the next call, and the connection breaks before its answer arrives.</summary>
    public void LoseNextAnswer() => Interlocked.Increment(ref _answersToLose);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = CarryAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    async Task CarryAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _upstreamPort, _stop.Token);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), _stop.Token), AnswerAsync(far, near));
        }
        catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException)
        {
            // Either side hung up; so does the proxy.
        }
    }

    async Task AnswerAsync(TcpClient far, TcpClient near)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await far.GetStream().ReadAsync(buffer, _stop.Token)) > 0)
        {
            if (Interlocked.CompareExchange(ref _answersToLose, 0, 1) == 1)
            {
                Interlocked.Increment(ref _answersLost);
                return;
            }

            await near.GetStream().WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
    }
}
