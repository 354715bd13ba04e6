using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Searches;
using Serverless.Application.Surrogates;
using Serverless.Core;
using Serverless.Core.Searches;
using Serverless.Core.Surrogates;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/searches/{id}/history</c>: the front's size and hypervolume after each completed evaluation, the extensions, and what a surrogate did.</summary>
public sealed class GetHistoryTrigger(SearchDocuments searches, SearchHistory history, SurrogateKnowledge knowledge)
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
        var surrogates = state.Surrogate is { } surrogate ? await ReadDecisionAsync(id, surrogate.Decision.Generation, cancellation) : null;
        return TaggedJsonResult.Json(new SearchHistoryPage(entries, state.Extensions, surrogates), CoreJson.Default.SearchHistoryPage, isTagged: true);
    }

    async Task<IReadOnlyList<SurrogateDecision>> ReadDecisionAsync(string id, int latest, CancellationToken cancellation) =>
        await Task.WhenAll(Enumerable.Range(0, latest + 1).Select(generation => knowledge.ReadDecisionAsync(id, generation, cancellation)));
}
