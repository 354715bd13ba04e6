using System.Collections.Specialized;
using System.Security.Claims;
using System.Web;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>An HTTP request.</summary>
public abstract class HttpRequestData
{
    NameValueCollection? _query;

    /// <summary>A request of the invocation given.</summary>
    public HttpRequestData(FunctionContext functionContext)
    {
        ArgumentNullException.ThrowIfNull(functionContext);
        FunctionContext = functionContext;
    }

    /// <summary>The body; read once.</summary>
    public abstract Stream Body { get; }

    /// <summary>The headers, content headers included.</summary>
    public abstract HttpHeadersCollection Headers { get; }

    /// <summary>The cookies.</summary>
    public abstract IReadOnlyCollection<IHttpCookie> Cookies { get; }

    /// <summary>The whole address asked for.</summary>
    public abstract Uri Url { get; }

    /// <summary>Who asks, as the platform established it.</summary>
    public abstract IEnumerable<ClaimsIdentity> Identities { get; }

    /// <summary>The HTTP method.</summary>
    public abstract string Method { get; }

    /// <summary>The invocation that the request started.</summary>
    public FunctionContext FunctionContext { get; }

    /// <summary>The values of the query string.</summary>
    public virtual NameValueCollection Query => _query ??= HttpUtility.ParseQueryString(Url.Query);

    /// <summary>An empty response of status 200.</summary>
    public abstract HttpResponseData CreateResponse();
}
