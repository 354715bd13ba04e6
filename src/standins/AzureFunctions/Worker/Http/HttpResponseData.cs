using System.Net;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>An HTTP response, sent when the function returns it.</summary>
public abstract class HttpResponseData
{
    /// <summary>A response of the invocation given.</summary>
    public HttpResponseData(FunctionContext functionContext)
    {
        ArgumentNullException.ThrowIfNull(functionContext);
        FunctionContext = functionContext;
    }

    /// <summary>The status; default 200.</summary>
    public abstract HttpStatusCode StatusCode { get; set; }

    /// <summary>The headers, content headers included.</summary>
    public abstract HttpHeadersCollection Headers { get; set; }

    /// <summary>The body.</summary>
    public abstract Stream Body { get; set; }

    /// <summary>The cookies to set.</summary>
    public abstract HttpCookies Cookies { get; }

    /// <summary>The invocation that answers.</summary>
    public FunctionContext FunctionContext { get; }

    /// <summary>An empty response of status 200 to the request.</summary>
    public static HttpResponseData CreateResponse(HttpRequestData request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.CreateResponse();
    }
}
