using System.Net;
using System.Net.Sockets;

namespace Serverless.Testing;

/// <summary>Loopback ports that nothing listens on.</summary>
public static class FreePorts
{
    /// <summary>Takes <paramref name="count"/> distinct ports at once, so that none is handed out twice.</summary>
    public static int[] Take(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
        {
            listener.Start();
        }

        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners)
        {
            listener.Dispose();
        }

        return ports;
    }
}
