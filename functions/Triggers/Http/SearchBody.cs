using Microsoft.AspNetCore.Http;
using Serverless.Application.Searches;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Functions.Triggers.Http;

/// <summary>A search that a body asks for, checked by all that the platform knows; or the answer to one that cannot be.</summary>
/// <param name="Request">Null when there is a problem.</param>
/// <param name="Catalogue">What the body was read with; null when it was not read.</param>
/// <param name="IdempotencyKey">The caller's; null when it has none.</param>
/// <param name="Problem">Null when the request is valid.</param>
sealed record SearchBody(SearchRequest? Request, RequestCatalogue? Catalogue, string? IdempotencyKey, IResult? Problem)
{
    /// <exception cref="Serverless.Application.Storage.DocumentException">What the body names is in a broken blob.</exception>
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
