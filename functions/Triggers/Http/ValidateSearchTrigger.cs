using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Searches;
using Serverless.Core;
using Serverless.Core.Searches.Requests;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>POST /api/searches:validate</c>: validates a request as <c>POST /api/searches</c> does, and starts nothing.</summary>
/// <remarks>The response to a valid request is the request with all defaults filled in.</remarks>
public sealed class ValidateSearchTrigger(RequestNames names)
{
    [Function(FunctionNames.ValidateSearch)]
    [TakesJson(typeof(SearchRequest))]
    [Answers(200, typeof(SearchRequest))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "searches:validate")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var search = await SearchBody.ReadAsync(request, names, cancellation);
        return search.Problem ?? TaggedJsonResult.Json(search.Request!, CoreJson.Default.SearchRequest);
    }
}
