using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Searches;
using Serverless.Core;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/searches/{id}/request</c>: returns the request of a search, with defaults filled in.</summary>
public sealed class GetRequestTrigger(SearchDocuments searches)
{
    [Function(FunctionNames.GetRequest)]
    [Answers(200, typeof(SearchRequest), IsTagged = true)]
    [Refuses(404, ProblemCodes.SearchNotFound)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "searches/{id}/request")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        !SearchId.IsValid(id) || await searches.FindStateAsync(id, cancellation) is null
            ? Problems.SearchNotFound(request.HttpContext)
            : TaggedJsonResult.Json(await searches.ReadRequestAsync(id, cancellation), CoreJson.Default.SearchRequest, isTagged: true);
}
