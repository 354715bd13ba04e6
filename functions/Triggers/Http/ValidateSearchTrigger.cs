using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Domain;
using Serverless.Domain.Searches;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>POST /api/searches:validate</c>: checks a request as <c>POST /api/searches</c> does, and starts nothing.</summary>
/// <remarks>The answer to a valid one is the request with all defaults filled in.</remarks>
public sealed class ValidateSearchTrigger(RequestNames names)
{
    [Function(FunctionNames.ValidateSearch)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "searches:validate")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (body, _, problem) = await JsonRequest.ReadAsync(request, cancellation);
        if (problem is not null)
        {
            return problem;
        }

        var known = await names.ListAsync(body, cancellation);
        var reading = SearchRequestReader.Read(body, known.Catalogue);
        if (!reading.IsValid)
        {
            known.ThrowIfBrokenIn(body.Span);
            return Problems.Of(request.HttpContext, RequestProblem.Of(reading));
        }

        return Answer.Json(reading.Request, DomainJson.Default.SearchRequest);
    }
}
