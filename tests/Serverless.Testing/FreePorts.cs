using System.Net;
using System.Net.Sockets;

namespace Serverless.Testing;

/// <summary>Loopback ports that nothing listens on.</summary>
public static class FreePorts
{
    // Below what Linux (32,768), Windows and macOS (49,152) give to outgoing connections and to listeners on port 0:
    // from there another process may be given the port before the one that it was taken for listens.
    const int First = 10_240;
    const int Last = 32_767;

    /// <summary>Takes <paramref name="count"/> distinct ports at once, so that none is handed out twice.</summary>
    public static int[] Take(int count)
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

        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }
}
