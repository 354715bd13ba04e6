namespace Serverless.LocalHost.Http.Keys;

/// <summary>The key that a request brings.</summary>
static class RequestKey
{
    const string Header = "x-functions-key";

    /// <summary>The header's, else that of <c>?code=</c>; null when there is neither.</summary>
    public static string? Of(HttpRequest request) =>
        request.Headers.TryGetValue(Header, out var header) ? header.ToString()
        : request.Query.TryGetValue("code", out var code) ? code.ToString()
        : null;
}
