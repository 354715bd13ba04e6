using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Serverless.Functions.Triggers.Http;

/// <summary>What a POST or PUT of JSON brings, or the answer to one that brings it in a way that cannot be read.</summary>
/// <param name="Body">The body; not yet looked at.</param>
/// <param name="IdempotencyKey">The caller's; null when it has none.</param>
/// <param name="Problem">The answer; null when there is nothing wrong so far.</param>
sealed record JsonRequest(ReadOnlyMemory<byte> Body, string? IdempotencyKey, IResult? Problem)
{
    public const string KeyHeader = "Idempotency-Key";

    const int LongestKey = 200;

    /// <summary>Reads a request that anybody may have sent.</summary>
    public static async Task<JsonRequest> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var http = request.HttpContext;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return Refused(Problems.Of(
                http,
                StatusCodes.Status415UnsupportedMediaType,
                ProblemCodes.UnsupportedMediaType,
                "The body is not said to be JSON.",
                "Send it with the header Content-Type: application/json."));
        }

        string? key = request.Headers[KeyHeader];
        if (key is not null && (key.Length is 0 or > LongestKey || !Ascii.IsValid(key) || key.Any(char.IsControl)))
        {
            return Refused(Problems.Of(
                http,
                StatusCodes.Status400BadRequest,
                ProblemCodes.InvalidParameter,
                $"The header {KeyHeader} cannot be used.",
                $"It has to have 1 to {LongestKey} ASCII characters."));
        }

        return await LimitedBody.TryReadAsync(request, cancellation) is { } body
            ? new JsonRequest(body, key, null)
            : Refused(Problems.Of(
                http,
                StatusCodes.Status413PayloadTooLarge,
                ProblemCodes.BodyTooLarge,
                "The body is too large.",
                $"A request may have up to {LimitedBody.MaximumBytes} bytes."));
    }

    /// <summary>The answer to a key that was used for something else.</summary>
    public static IResult KeyReused(HttpContext http) => Problems.Of(
        http,
        StatusCodes.Status422UnprocessableEntity,
        ProblemCodes.IdempotencyKeyReused,
        $"This {KeyHeader} was used for another request.",
        "Send the same request again, or take a new key.");

    static JsonRequest Refused(IResult problem) => new(ReadOnlyMemory<byte>.Empty, null, problem);
}
