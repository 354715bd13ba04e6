using System.Text;

namespace Serverless.EndToEnd.Tests.Fuzzing;

/// <summary>One generated request.</summary>
/// <param name="Number">The number, from which, together with the seed, the request can be generated again.</param>
/// <param name="Route">The route for which it was generated; null when it is for no route of the app.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">The path and query, as they are sent.</param>
/// <param name="Headers">The headers, each name once.</param>
/// <param name="Body">The body; null for none.</param>
sealed record FuzzRequest(
    int Number, ApiRoute? Route, string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body)
{
    const int ShownBody = 600;

    /// <summary>The request as a failure shows it; long bodies are cut.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{Method} {Target}\n");
        foreach (var (name, value) in Headers)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{name}: {value}\n");
        }

        var body = Body is null ? "(no body)" : Encoding.UTF8.GetString(Body);
        return text.Append(body.Length > ShownBody ? $"{body[..ShownBody]}... ({Body!.Length} bytes)" : body).ToString();
    }

    /// <summary>The request as a client sends it.</summary>
    /// <param name="host">Where to.</param>
    public HttpRequestMessage ToMessage(Uri host)
    {
        // As it is: a client that tidies paths up would hide what servers make of untidy ones.
        var address = new Uri(
            host.GetLeftPart(UriPartial.Authority) + Target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var message = new HttpRequestMessage(new HttpMethod(Method), address);
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body);
        }

        foreach (var (name, value) in Headers)
        {
            if (!name.StartsWith("Content-", StringComparison.Ordinal))
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
            else
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }
}
