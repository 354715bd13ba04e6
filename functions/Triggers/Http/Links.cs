using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Serverless.Functions.Triggers.Http;

/// <summary>Addresses within this API, from the root of wherever the caller reached it. They never carry a key.</summary>
/// <remarks>
/// Without scheme and host: those that a request names are its sender's word, and a proxy that keeps answers would hand the links of one
/// caller to the next.
/// </remarks>
static class Links
{
    /// <summary>The address of an item of the list that the request was sent to.</summary>
    public static string Item(HttpRequest request, string id) => $"{Here(request)}/{id}";

    /// <summary>The address of an item of the list that the item is in which the request acts on.</summary>
    public static string Beside(HttpRequest request, string id) => $"{Here(request)[..Here(request).LastIndexOf('/')]}/{id}";

    /// <summary>The request's own address with other query parameters; those that are null are left out.</summary>
    public static string Page(HttpRequest request, params (string Name, string? Value)[] query)
    {
        var builder = new QueryBuilder();
        foreach (var (name, value) in query)
        {
            if (value is not null)
            {
                builder.Add(name, value);
            }
        }

        return Here(request) + builder;
    }

    // One slash in front: what begins with two would name a host.
    static string Here(HttpRequest request) => $"/{(request.PathBase + request.Path).ToUriComponent().Trim('/')}";
}
