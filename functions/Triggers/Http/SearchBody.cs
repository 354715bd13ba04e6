using Microsoft.AspNetCore.Http;
using Serverless.Application.Searches;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Functions.Triggers.Http;

/// <summary>A search request from a body, validated against all that the platform knows, or the error response to an invalid one.</summary>
/// <param name="Request">The search request; null when there is a problem.</param>
/// <param name="Catalogue">The catalogue that the body was read with; null when it was not read.</param>
/// <param name="IdempotencyKey">The idempotency key of the caller; null when it sent none.</param>
/// <param name="Problem">The error response; null when the request is valid.</param>
sealed record SearchBody(SearchRequest? Request, RequestCatalogue? Catalogue, string? IdempotencyKey, IResult? Problem)
{
    /// <exception cref="Serverless.Application.Storage.DocumentException">The body refers to something in a broken blob.</exception>
    public static async Task<SearchBody> ReadAsync(HttpRequest request, RequestNames names, CancellationToken cancellation)
    {
        var (body, key, problem) = await JsonRequest.ReadAsync(request, cancellation);
        if (problem is not null)
        {
            return new(null, null, key, problem);
        }

        var known = await names.ListAsync(body, cancellation, key is null ? null : SearchId.From(key));
        var reading = SearchRequestReader.Read(body, known.Catalogue);
        if (!reading.IsValid)
        {
            return new(null, known.Catalogue, key, Problems.Of(request.HttpContext, RequestProblem.Of(reading, known)));
        }

        return new(reading.Request, known.Catalogue, key, null);
    }
}
