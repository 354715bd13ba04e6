namespace Serverless.LocalHost.Http.Keys;

/// <summary>Reads the key of a request.</summary>
static class RequestKey
{
    const string Header = "x-functions-key";

    /// <summary>Returns the key in the header or, without one, that of <c>?code=</c>; null when there is neither.</summary>
    public static string? Of(HttpRequest request) =>
        request.Headers.TryGetValue(Header, out var header) ? header.ToString()
        : request.Query.TryGetValue("code", out var code) ? code.ToString()
        : null;
}
