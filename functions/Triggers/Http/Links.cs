using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Serverless.Functions.Triggers.Http;

/// <summary>Absolute addresses within this API, as the caller reaches it. They never carry a key.</summary>
static class Links
{
    /// <summary>The address of an item of the list that the request was sent to.</summary>
    public static string Item(HttpRequest request, string id) => $"{Here(request)}/{id}";

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

    static string Here(HttpRequest request) =>
        UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path).TrimEnd('/');
}
