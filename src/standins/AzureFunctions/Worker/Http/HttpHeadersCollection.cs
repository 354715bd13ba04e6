using System.Net.Http.Headers;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>HTTP headers of any kind.</summary>
public class HttpHeadersCollection : HttpHeaders
{
    /// <summary>No headers.</summary>
    public HttpHeadersCollection()
    {
    }

    /// <summary>Headers with any number of values each; the values are taken as they are.</summary>
    public HttpHeadersCollection(IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        foreach (var (name, values) in headers)
        {
            TryAddWithoutValidation(name, values);
        }
    }

    /// <summary>Headers with one value each; the values are taken as they are.</summary>
    public HttpHeadersCollection(IEnumerable<KeyValuePair<string, string>> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        foreach (var (name, value) in headers)
        {
            TryAddWithoutValidation(name, value);
        }
    }
}
