using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Application.Logs;
using Serverless.Application.Searches;
using Serverless.Application.Surrogates;
using Serverless.Core;
using Serverless.Core.Searches;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// <c>GET /api/searches/{id}/history</c>: returns the size and hypervolume of the front after each completed evaluation, the extensions of
/// the search, and what its surrogate did.
/// </summary>
public sealed class GetHistoryTrigger(SearchDocuments searches, SearchHistory history, SurrogateKnowledge knowledge)
{
    [Function(FunctionNames.GetHistory)]
    [QueryParameters(PageQuery.After)]
    [Answers(200, typeof(SearchHistoryPage), IsTagged = true)]
    [Refuses(400, ProblemCodes.InvalidParameter)]
    [Refuses(404, ProblemCodes.SearchNotFound)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "searches/{id}/history")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (!PageQuery.TryAfter(request, text => LogPlace.Parse(text) is not null, out var after, out var problem))
        {
            return problem;
        }

        if (!SearchId.IsValid(id) || await searches.FindStateAsync(id, cancellation) is not { } state)
        {
            return Problems.SearchNotFound(request.HttpContext);
        }

        var place = after is null ? LogPlace.Start : LogPlace.Parse(after)!;
        if ((state.Generation == 0 ? new LogPage<HistoryEntry>([], null) : await history.FindPageAsync(id, state.Generation, place, cancellation)) is not { } page)
        {
            return Problems.InvalidParameter(request.HttpContext, PageQuery.After, "No entry starts there; follow nextLink, or omit it for the first page.");
        }

        var next = page.Next is null ? null : Links.Page(request, (PageQuery.After, page.Next.ToString()));
        var isFirst = place == LogPlace.Start;
        var surrogates = isFirst && state.Surrogate is { } surrogate ? await knowledge.ReadDecisionsAsync(id, await searches.ReadRequestAsync(id, cancellation), surrogate.Decision, cancellation) : null;
        return TaggedJsonResult.Json(
            new SearchHistoryPage(page.Entries, isFirst ? state.Extensions : null, surrogates, next), CoreJson.Default.SearchHistoryPage, isTagged: true);
    }
}
