using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Application.Searches;
using Serverless.Core;
using Serverless.Core.Searches;
using Serverless.Functions.Adapters;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/searches/{id}/events</c>: lists the events of a search in order, starting from a cursor.</summary>
public sealed class ListEventsTrigger(SearchDocuments searches, SearchEvents events, SearchWaits waits)
{
    [Function(FunctionNames.ListEvents)]
    [QueryParameters(PageQuery.After)]
    [Answers(200, typeof(SearchEventPage), IsTagged = true)]
    [Refuses(400, ProblemCodes.InvalidParameter)]
    [Refuses(404, ProblemCodes.SearchNotFound)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "searches/{id}/events")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (!PageQuery.TryAfter(request, text => EventCursor.Parse(text) is not null, out var after, out var problem))
        {
            return problem;
        }

        if (!SearchId.IsValid(id) || await searches.FindStateAsync(id, cancellation) is not { } state)
        {
            return Problems.SearchNotFound(request.HttpContext);
        }

        // A search whose orchestration was ended from outside could not update its own state.
        var run = SearchTransitions.IsFinal(state.State) ? null : await new DurableOrchestrations(client).FindSearchAsync(id, cancellation);
        var shown = SearchView.Of(state, run);
        var cursor = after is null ? EventCursor.Start : EventCursor.Parse(after)!;
        if (await events.FindAsync(shown, cursor, cancellation) is not var (found, next, hasMore))
        {
            return Problems.InvalidParameter(
                request.HttpContext, PageQuery.After, "The search has no event there; use a cursor from a response, or omit it for the first page.");
        }

        return TaggedJsonResult.Json(
            new SearchEventPage(
                found,
                next.ToString(),
                !hasMore && SearchTransitions.IsFinal(shown.State),
                hasMore ? null : await waits.FindAsync(shown, cancellation),
                hasMore ? Links.Page(request, (PageQuery.After, next.ToString())) : null),
            CoreJson.Default.SearchEventPage,
            isTagged: true);
    }
}
