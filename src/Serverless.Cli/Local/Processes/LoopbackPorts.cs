using System.Net;
using System.Net.Sockets;

namespace Serverless.Cli.Local.Processes;

/// <summary>Finds ports of this machine's loopback address.</summary>
public static class LoopbackPorts
{
    // Below the ports that Linux (32,768), Windows and macOS (49,152) assign to outgoing connections and to listeners on port 0: from there,
    // another process could be assigned a port before the process that it was reserved for listens on it.
    const int First = 10_240;
    const int Last = 32_767;

    /// <summary>Returns distinct ports from 10,240 to 32,767 on which nothing listens.</summary>
    public static IReadOnlyList<int> Take(int count)
    {
        var listeners = new List<TcpListener>();
        while (listeners.Count < count)
        {
            var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(First, Last + 1));
            try
            {
                listener.Start();
                listeners.Add(listener);
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                listener.Dispose();
            }
        }

        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToList();
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }

    /// <summary>Returns whether something listens on a port.</summary>
    public static async Task<bool> ListensAsync(int port, CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
