using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The ASP.NET Core side of an invocation.</summary>
public static class FunctionContextExtensions
{
    internal const string HttpContextKey = "HttpRequestContext";

    /// <summary>The request's HttpContext; null when the function was not started over HTTP.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Items.TryGetValue(HttpContextKey, out var value) ? value as HttpContext : null;
    }
}
