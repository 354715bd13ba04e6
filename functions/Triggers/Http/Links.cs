using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Serverless.Functions.Triggers.Http;

/// <summary>Creates addresses within this API, relative to the root that the caller used. They never contain a key.</summary>
/// <remarks>
/// They have no scheme and host: those of a request are set by its sender, and a proxy that caches responses would hand the links of one
/// caller to the next.
/// </remarks>
static class Links
{
    /// <summary>Returns the address of an item of the list that the request was sent to.</summary>
    public static string Item(HttpRequest request, string id) => $"{Here(request)}/{id}";

    /// <summary>Returns the address of another item in the same list as the item that the request acts on.</summary>
    public static string Beside(HttpRequest request, string id) => $"{Here(request)[..Here(request).LastIndexOf('/')]}/{id}";

    /// <summary>Returns the request's own address with other query parameters; parameters that are null are left out.</summary>
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

    // Exactly one leading slash: an address that begins with two would name a host.
    static string Here(HttpRequest request) => $"/{(request.PathBase + request.Path).ToUriComponent().Trim('/')}";
}
