using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Datasets;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// <c>PUT /api/datasets/{name}</c>: adds a file to the container <c>datasets</c> (201); the same bytes again change nothing (200). The
/// response is the reference to the file that requests use.
/// </summary>
/// <remarks>
/// The body is the file, at most <see cref="DatasetFileFormat.MaximumBytes"/>; it is streamed to storage. With
/// <c>Content-Digest: sha-256=:BASE64:</c> (RFC 9530) the file is stored only if its bytes have that digest. A file is never replaced,
/// since evaluations are cached by its content.
/// </remarks>
public sealed class PutDatasetTrigger(IDatasetStore datasets)
{
    const string DigestHeader = "Content-Digest";
    const string MediaType = "application/octet-stream";

    [Function(FunctionNames.PutDataset)]
    [TakesFile(MediaType)]
    [TakesHeaders(DigestHeader)]
    [Answers(201, typeof(DatasetReference))]
    [Answers(200, typeof(DatasetReference))]
    [Refuses(400, ProblemCodes.InvalidParameter)]
    [Refuses(409, ProblemCodes.DatasetNameTaken)]
    [Refuses(413, ProblemCodes.BodyTooLarge)]
    [Refuses(415, ProblemCodes.UnsupportedMediaType)]
    [Refuses(422, ProblemCodes.DatasetUnusable)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "datasets/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var http = request.HttpContext;
        if (!DatasetFile.IsPlace(name) || name.Contains('/', StringComparison.Ordinal))
        {
            return Invalid(http, "This is not a valid name for a dataset file.", "It has at most 100 letters, digits, '.', '_' and '-', and is not '.' or '..'.");
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase))
        {
            return Problems.Of(
                http,
                StatusCodes.Status415UnsupportedMediaType,
                ProblemCodes.UnsupportedMediaType,
                "The body is not declared as a file.",
                $"Send it with the header Content-Type: {MediaType}.");
        }

        if (!TryReadDigest(request.Headers[DigestHeader], out var sha256))
        {
            return Invalid(http, $"The header {DigestHeader} cannot be read.", "It must be sha-256=:BASE64: with the 32 bytes of the checksum.");
        }

        // The server's default limit of 30 MB is lower than the size allowed here, and would also cut off bodies that are refused below.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        if (request.ContentLength > DatasetFileFormat.MaximumBytes)
        {
            return TooLarge(http);
        }

        var addition = await datasets.TryAddAsync(name, request.Body, sha256, cancellation);
        return addition.Outcome switch
        {
            DatasetAdditionOutcome.Added => Reference(name, addition.Sha256, StatusCodes.Status201Created),
            DatasetAdditionOutcome.AlreadyThere => Reference(name, addition.Sha256, StatusCodes.Status200OK),
            DatasetAdditionOutcome.NameTaken => Problems.Of(
                http,
                StatusCodes.Status409Conflict,
                ProblemCodes.DatasetNameTaken,
                "Another file has this name.",
                "Stored evaluations depend on its content; choose another name."),
            DatasetAdditionOutcome.OtherSum => Unusable(http, $"Its SHA-256 is {addition.Sha256}, not {sha256}: it was changed in transit. Send it again."),
            DatasetAdditionOutcome.UnknownFormat => Unusable(http, DatasetFileFormat.Rule),
            _ => TooLarge(http),
        };
    }

    static TaggedJsonResult Reference(string name, string sum, int status) =>
        TaggedJsonResult.Json(new DatasetReference { Blob = name, Sha256 = sum }, CoreJson.Default.DatasetReference, status);

    static IResult Invalid(HttpContext http, string title, string detail) =>
        Problems.Of(http, StatusCodes.Status400BadRequest, ProblemCodes.InvalidParameter, title, detail);

    static IResult Unusable(HttpContext http, string detail) => Problems.Of(
        http, StatusCodes.Status422UnprocessableEntity, ProblemCodes.DatasetUnusable, "The file cannot be used as a dataset; it was not stored.", detail);

    static IResult TooLarge(HttpContext http) => Problems.Of(
        http,
        StatusCodes.Status413PayloadTooLarge,
        ProblemCodes.BodyTooLarge,
        "The file is too large.",
        $"A file may have up to {DatasetFileFormat.MaximumBytes} bytes. Split it (cifar10 and cifar100 take any number of files), or put it into the workers' folder of datasets.");

    static bool TryReadDigest(string? header, out string? sha256)
    {
        const string Begin = "sha-256=:";
        sha256 = null;
        if (string.IsNullOrEmpty(header))
        {
            return true;
        }

        var bytes = new byte[32];
        if (!header.StartsWith(Begin, StringComparison.OrdinalIgnoreCase) || !header.EndsWith(':')
            || header.Length <= Begin.Length
            || !Convert.TryFromBase64String(header[Begin.Length..^1], bytes, out var written) || written != bytes.Length)
        {
            return false;
        }

        sha256 = Convert.ToHexStringLower(bytes);
        return true;
    }
}
