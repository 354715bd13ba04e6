using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Application.Searches;
using Serverless.Core;
using Serverless.Core.Searches;
using Serverless.Functions.Adapters;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/searches/{id}</c>: returns the state of a search, with live progress while it runs, and what it waits for.</summary>
/// <remarks>
/// The entity tag covers the state without what the search waits for, since clients use it to make conditional changes (If-Match). A
/// response that says what the search waits for is therefore sent whole even to clients that know the tag.
/// </remarks>
public sealed class GetSearchTrigger(SearchDocuments searches, SearchWaits waits)
{
    [Function(FunctionNames.GetSearch)]
    [Answers(200, typeof(SearchDocument), IsTagged = true)]
    [Refuses(404, ProblemCodes.SearchNotFound)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "searches/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (!SearchId.IsValid(id) || await searches.FindStateAsync(id, cancellation) is not { } state)
        {
            return Problems.SearchNotFound(request.HttpContext);
        }

        var run = SearchTransitions.IsFinal(state.State) ? null : await new DurableOrchestrations(client).FindSearchAsync(id, cancellation);
        var view = SearchView.Of(state, run);
        var answer = TaggedJsonResult.Json(view, CoreJson.Default.SearchDocument, isTagged: true);
        return await waits.FindAsync(view, cancellation) is { } waited
            ? TaggedJsonResult.Json(view with { Waits = waited }, CoreJson.Default.SearchDocument, documentTag: answer.EntityTag)
            : answer;
    }
}
