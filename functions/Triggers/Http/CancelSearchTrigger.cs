using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Application.Searches;
using Serverless.Core.Searches;
using Serverless.Core;
using Serverless.Functions.Adapters;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// <c>POST /api/searches/{id}:cancel</c>: ends a search early. Its jobs stop, its results are kept, and its state becomes Cancelled.
/// </summary>
public sealed class CancelSearchTrigger(SearchDocuments searches, CancelSearch cancel)
{
    [Function(FunctionNames.CancelSearch)]
    [Answers(202, typeof(SearchDocument))]
    [Refuses(404, ProblemCodes.SearchNotFound)]
    [Refuses(409, ProblemCodes.SearchEnded)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "searches/{id}:cancel")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (!SearchId.IsValid(id) || await searches.FindStateAsync(id, cancellation) is not { } state)
        {
            return Problems.SearchNotFound(request.HttpContext);
        }

        if (!SearchTransitions.IsFinal(state.State))
        {
            state = await cancel.CancelAsync(new DurableOrchestrations(client), state, cancellation);
        }

        return SearchTransitions.IsFinal(state.State) && state.State != SearchStatus.Cancelled
            ? Problems.SearchEnded(request.HttpContext, state)
            : TaggedJsonResult.Json(state, CoreJson.Default.SearchDocument, StatusCodes.Status202Accepted);
    }
}
