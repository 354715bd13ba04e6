using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Serverless.Core.Validation;

namespace Serverless.Functions.Triggers.Http;

/// <summary>The body of a POST or PUT of JSON, or the error response when it cannot be read.</summary>
/// <param name="Body">The body, not yet parsed.</param>
/// <param name="IdempotencyKey">The idempotency key of the caller; null when it sent none.</param>
/// <param name="Problem">The error response; null when nothing is wrong so far.</param>
sealed record JsonRequest(ReadOnlyMemory<byte> Body, string? IdempotencyKey, IResult? Problem)
{
    public const string KeyHeader = "Idempotency-Key";

    const int LongestKey = 200;

    /// <summary>Reads a request, which can come from an untrusted caller.</summary>
    public static async Task<JsonRequest> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var http = request.HttpContext;
        if (UnsupportedForm(request) is { } unsupported)
        {
            return Refused(unsupported);
        }

        string? key = request.Headers[KeyHeader];
        if (key is not null && (key.Length is 0 or > LongestKey || !Ascii.IsValid(key) || key.Any(char.IsControl)))
        {
            return Refused(Problems.Of(
                http,
                StatusCodes.Status400BadRequest,
                ProblemCodes.InvalidParameter,
                $"The header {KeyHeader} cannot be used.",
                $"It must have 1 to {LongestKey} ASCII characters."));
        }

        try
        {
            return await LimitedBody.TryReadAsync(request, cancellation) is { } body ? new JsonRequest(body, key, null) : Refused(TooLarge(http));
        }
        catch (BadHttpRequestException broken)
        {
            return Refused(Describe(http, broken.StatusCode));
        }
    }

    /// <summary>Returns the error response to an idempotency key that was used for something else.</summary>
    public static IResult KeyReused(HttpContext http, string use = "for another request", string remedy = "Send the same request again, or use a new key.") => Problems.Of(
        http,
        StatusCodes.Status422UnprocessableEntity,
        ProblemCodes.IdempotencyKeyReused,
        $"This {KeyHeader} was used {use}.",
        remedy);

    // Checks the headers that describe the body only; the body itself is not read yet.
    static IResult? UnsupportedForm(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return Unsupported(
                ProblemCodes.UnsupportedMediaType, "The body is not declared as JSON.", "Send it with the header Content-Type: application/json.");
        }

        if (type.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return Unsupported(
                ProblemCodes.UnsupportedMediaType,
                $"The body is in the charset {VisibleText.Quote(type.Charset.ToString())}.",
                "JSON must be in UTF-8: send it in UTF-8, with Content-Type: application/json.");
        }

        return request.Headers.ContentEncoding.ToString() is { Length: > 0 } coding && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase)
            ? Unsupported(
                ProblemCodes.UnsupportedContentEncoding,
                $"The body has the content encoding {VisibleText.Quote(coding)}.",
                "Compressed bodies are not supported: send it without compression and without the header Content-Encoding.")
            : null;

        IResult Unsupported(string code, string title, string detail) =>
            Problems.Of(request.HttpContext, StatusCodes.Status415UnsupportedMediaType, code, title, detail);
    }

    static IResult TooLarge(HttpContext http) => Problems.Of(
        http,
        StatusCodes.Status413PayloadTooLarge,
        ProblemCodes.BodyTooLarge,
        "The body is too large.",
        $"A request may have up to {LimitedBody.MaximumBytes} bytes.");

    // Describes what the server found while it read the body; the server's own messages are written for its developers.
    static IResult Describe(HttpContext http, int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => TooLarge(http),
        StatusCodes.Status408RequestTimeout => Problems.Of(
            http,
            StatusCodes.Status408RequestTimeout,
            ProblemCodes.BodyTooSlow,
            "The body arrived too slowly.",
            "Send it again; nothing was changed."),
        _ => Problems.Of(
            http,
            StatusCodes.Status400BadRequest,
            ProblemCodes.MalformedBody,
            "The body is incomplete.",
            "It ended before its Content-Length, or its chunks are malformed. Send it again; nothing was changed."),
    };

    static JsonRequest Refused(IResult problem) => new(ReadOnlyMemory<byte>.Empty, null, problem);
}
