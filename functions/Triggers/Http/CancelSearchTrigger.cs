using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Core;
using Serverless.Core.Searches;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// <c>POST /api/searches/{id}:cancel</c>: ends a search early. It stops its workers, keeps what it found and is then Cancelled.
/// </summary>
public sealed class CancelSearchTrigger(SearchDocuments searches, SearchCanceller canceller)
{
    [Function(FunctionNames.CancelSearch)]
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
            state = await canceller.CancelAsync(client, state, cancellation);
        }

        return SearchTransitions.IsFinal(state.State) && state.State != SearchStatus.Cancelled
            ? Problems.SearchEnded(request.HttpContext, state)
            : Answer.Json(state, CoreJson.Default.SearchDocument, StatusCodes.Status202Accepted);
    }
}
