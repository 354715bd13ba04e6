using System.Net;
using System.Net.Sockets;

namespace Serverless.LocalHost.Configuration;

/// <summary>The address on which the host listens.</summary>
static class ListenAddress
{
    /// <summary>Parses an address and checks that it is free, so that an address in use is reported before anything is started.</summary>
    /// <returns>The address, with a free port in place of port 0.</returns>
    /// <exception cref="StartException">The text is not an address, or something already listens there.</exception>
    public static Uri Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.PathAndQuery != "/")
        {
            throw new StartException(ExitCodes.Usage, $"--urls must be one http://ADDRESS:PORT, not '{text}'.");
        }

        var address = uri.Host == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(uri.Host.Trim('[', ']'), out var parsed) ? parsed
            : throw new StartException(ExitCodes.Usage, $"--urls must have an IP address or localhost, not '{uri.Host}'.");
        try
        {
            using var probe = new TcpListener(address, uri.Port);
            probe.Start();
            return new UriBuilder(Uri.UriSchemeHttp, address.ToString(), ((IPEndPoint)probe.LocalEndpoint).Port).Uri;
        }
        catch (SocketException refused)
        {
            throw new StartException(
                ExitCodes.AddressInUse,
                $"Cannot listen on {uri.GetLeftPart(UriPartial.Authority)}: {refused.Message}. Specify another address with --urls.",
                refused);
        }
    }
}
