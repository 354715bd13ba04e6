using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Domain;
using Serverless.Domain.Searches;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/searches/{id}/history</c>: the front's size and hypervolume after each completed evaluation, and the extensions.</summary>
public sealed class GetHistoryTrigger(SearchDocuments searches, SearchHistory history)
{
    [Function(FunctionNames.GetHistory)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "searches/{id}/history")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (!SearchId.IsValid(id) || await searches.FindStateAsync(id, cancellation) is not { } state)
        {
            return Problems.SearchNotFound(request.HttpContext);
        }

        var entries = state.Generation == 0 ? [] : await history.ReadAsync(id, cancellation);
        return Answer.Json(new SearchHistoryPage(entries, state.Extensions), DomainJson.Default.SearchHistoryPage, isTagged: true);
    }
}
