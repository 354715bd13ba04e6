using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Serverless.Domain;
using Serverless.Domain.Searches;
using Serverless.Functions.Logging;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>POST /api/searches</c>: starts a search.</summary>
public sealed class PostSearchTrigger(SearchAdmission admission, DeviceCatalogue devices, ILogger<PostSearchTrigger> logger)
{
    const string KeyHeader = "Idempotency-Key";
    const int LongestKey = 200;

    [Function(FunctionNames.PostSearch)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "searches")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var http = request.HttpContext;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return Problems.Of(
                http,
                StatusCodes.Status415UnsupportedMediaType,
                ProblemCodes.UnsupportedMediaType,
                "The body is not said to be JSON.",
                "Send it with the header Content-Type: application/json.");
        }

        string? key = request.Headers[KeyHeader];
        if (key is not null && (key.Length is 0 or > LongestKey || !Ascii.IsValid(key) || key.Any(char.IsControl)))
        {
            return Problems.Of(
                http,
                StatusCodes.Status400BadRequest,
                ProblemCodes.InvalidParameter,
                $"The header {KeyHeader} cannot be used.",
                $"It has to have 1 to {LongestKey} ASCII characters.");
        }

        if (await LimitedBody.TryReadAsync(request, cancellation) is not { } body)
        {
            return Problems.Of(
                http,
                StatusCodes.Status413PayloadTooLarge,
                ProblemCodes.BodyTooLarge,
                "The body is too large.",
                $"A request may have up to {LimitedBody.MaximumBytes} bytes.");
        }

        return await AnswerAsync(request, client, body, key, cancellation);
    }

    async Task<IResult> AnswerAsync(
        HttpRequest request, DurableTaskClient client, ReadOnlyMemory<byte> body, string? key, CancellationToken cancellation)
    {
        var known = await devices.ListAsync(cancellation);
        var reading = SearchRequestReader.Read(body, DeviceCatalogue.ForRequests(known.Devices));
        if (!reading.IsValid)
        {
            // A device whose blob is broken is not unknown: its user shall hear of the blob.
            return known.Broken.FirstOrDefault(broken => Names(body.Span, broken.Path.Name)) is { } unreadable
                ? throw unreadable
                : Problems.Of(request.HttpContext, RequestProblem.Of(reading));
        }

        if (await admission.AdmitAsync(client, reading.Request, key, cancellation) is not { } accepted)
        {
            return Problems.Of(
                request.HttpContext,
                StatusCodes.Status422UnprocessableEntity,
                ProblemCodes.IdempotencyKeyReused,
                $"This {KeyHeader} was used for another request.",
                "Send the same request again, or take a new key.");
        }

        logger.SearchAccepted(accepted.Id);
        return Answer.Json(
            accepted, DomainJson.Default.SearchDocument, StatusCodes.Status202Accepted, isTagged: true, Links.Item(request, accepted.Id));
    }

    static bool Names(ReadOnlySpan<byte> body, string deviceBlob) =>
        body.IndexOf(Encoding.UTF8.GetBytes(Path.GetFileNameWithoutExtension(deviceBlob))) >= 0;
}
