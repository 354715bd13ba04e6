namespace Serverless.StandIns.AzureFunctions.Durable.Management;

/// <summary>Finds the scheme and host by which a client reached the app through proxies.</summary>
static class ForwardedUrl
{
    /// <summary>Scheme and host from Forwarded, else from X-Forwarded-Proto and -Host, else as the request came in.</summary>
    /// <param name="url">The request's address.</param>
    /// <param name="header">Gives a header's first value, or null.</param>
    internal static string Of(Uri url, Func<string, string?> header)
    {
        var forwarded = Parse(header("Forwarded"));
        var scheme = forwarded.GetValueOrDefault("proto") ?? header("X-Forwarded-Proto") ?? url.Scheme;
        var host = forwarded.GetValueOrDefault("host") ?? header("X-Forwarded-Host") ?? url.Authority;
        return $"{scheme}://{host}";
    }

    // Of several proxies the first entry is the one nearest to the client (RFC 7239).
    static Dictionary<string, string> Parse(string? forwarded)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in (forwarded ?? "").Split(',')[0].Split(';'))
        {
            if (pair.Split('=', 2) is [var name, var value])
            {
                values.TryAdd(name.Trim(), value.Trim().Trim('"'));
            }
        }

        return values;
    }
}
