using System.Net;
using System.Net.Sockets;
using Serverless.Testing;

namespace Serverless.Benchmarks.Scale;

/// <summary>A proxy between clients and the storage service that counts requests and bytes.</summary>
sealed class StorageMeter : IAsyncDisposable
{
    const int BufferSize = 64 * 1024;

    readonly List<(TcpListener Listener, int Target)> _ports = [];
    readonly CancellationTokenSource _ending = new();
    long _requests;
    long _sent;
    long _received;

    StorageMeter(string connectionString)
    {
        // Each service's endpoint is a port of its own.
        var parts = connectionString.Split(';').Select(part => part.Split("http://127.0.0.1:")).ToList();
        foreach (var part in parts.Where(part => part.Length == 2))
        {
            var target = part[1].Split('/')[0];
            var listener = new TcpListener(IPAddress.Loopback, FreePorts.Take(1)[0]);
            listener.Start();
            _ports.Add((listener, int.Parse(target, System.Globalization.CultureInfo.InvariantCulture)));
            part[1] = part[1].Replace(target, ((IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        ConnectionString = string.Join(';', parts.Select(part => string.Join("http://127.0.0.1:", part)));
        foreach (var (listener, target) in _ports)
        {
            _ = AcceptAsync(listener, target);
        }
    }

    /// <summary>What clients connect with that are to be counted.</summary>
    internal string ConnectionString { get; }

    internal static StorageMeter Of(Azurite storage) => new(storage.ConnectionString);

    internal StorageUse Read() => new(Interlocked.Read(ref _requests), Interlocked.Read(ref _sent), Interlocked.Read(ref _received));

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _ports.ForEach(port => port.Listener.Dispose());
        _ending.Dispose();
    }

    async Task AcceptAsync(TcpListener listener, int target)
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync(_ending.Token), target);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The benchmark is over.
        }
    }

    async Task ServeAsync(TcpClient client, int target)
    {
        using (client)
        using (var service = new TcpClient())
        {
            try
            {
                await service.ConnectAsync(IPAddress.Loopback, target, _ending.Token);
                client.NoDelay = service.NoDelay = true;
                var requests = new RequestCounter(() => Interlocked.Increment(ref _requests));
                await Task.WhenAny(
                    CopyAsync(client, service, bytes =>
                    {
                        Interlocked.Add(ref _sent, bytes.Length);
                        requests.Add(bytes.Span);
                    }),
                    CopyAsync(service, client, bytes => Interlocked.Add(ref _received, bytes.Length)));
            }
            catch (Exception closed) when (closed is OperationCanceledException or SocketException or IOException)
            {
                // What one side closes is closed for the other.
            }
        }
    }

    async Task CopyAsync(TcpClient from, TcpClient to, Action<ReadOnlyMemory<byte>> count)
    {
        var buffer = new byte[BufferSize];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _ending.Token) is > 0 and var length)
            {
                count(buffer.AsMemory(0, length));
                await to.GetStream().WriteAsync(buffer.AsMemory(0, length), _ending.Token);
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // What one side closes is closed for the other.
        }
    }

    /// <summary>Counts the header that each request to the service has, also where it lies across two reads.</summary>
    sealed class RequestCounter(Action isOne)
    {
        int _matched;

        internal void Add(ReadOnlySpan<byte> bytes)
        {
            var header = "\r\nx-ms-version:"u8;
            foreach (var value in bytes)
            {
                var letter = value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;
                _matched = letter == header[_matched] ? _matched + 1 : letter == header[0] ? 1 : 0;
                if (_matched == header.Length)
                {
                    _matched = 0;
                    isOne();
                }
            }
        }
    }
}

/// <summary>The traffic of the storage service.</summary>
/// <param name="Requests">The number of requests since the meter began.</param>
/// <param name="Sent">The number of bytes sent to the service.</param>
/// <param name="Received">The number of bytes received from the service.</param>
readonly record struct StorageUse(long Requests, long Sent, long Received)
{
    public static StorageUse operator -(StorageUse later, StorageUse earlier) =>
        new(later.Requests - earlier.Requests, later.Sent - earlier.Sent, later.Received - earlier.Received);
}
