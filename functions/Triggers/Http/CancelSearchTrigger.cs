using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.Domain;
using Serverless.Domain.Searches;
using Serverless.Functions.Logging;
using Serverless.Functions.Orchestrations;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Triggers.Http;

/// <summary>
/// <c>POST /api/searches/{id}:cancel</c>: ends a search early. It stops its workers, keeps what it found and is then Cancelled.
/// </summary>
public sealed class CancelSearchTrigger(
    SearchDocuments searches, SearchCancellations cancellations, TimeProvider time, ILogger<CancelSearchTrigger> logger)
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
            state = await CancelAsync(client, state, cancellation);
        }

        return SearchTransitions.IsFinal(state.State) && state.State != SearchStatus.Cancelled
            ? Problems.SearchEnded(request.HttpContext, state)
            : Answer.Json(state, DomainJson.Default.SearchDocument, StatusCodes.Status202Accepted);
    }

    async Task<SearchDocument> CancelAsync(DurableTaskClient client, SearchDocument found, CancellationToken cancellation)
    {
        var (id, now) = (found.Id, time.GetUtcNow());
        await cancellations.AskAsync(found, now, cancellation);
        logger.CancellationRequested(id);
        if (await client.GetInstanceAsync(id, cancellation) is { IsCompleted: false })
        {
            await client.RaiseEventAsync(id, EventNames.Cancel, null, cancellation);
            return await searches.ReadStateAsync(id, cancellation);
        }

        // Its orchestration ended in between, and has written how; or it was ended from outside, and nobody else will write it.
        return await searches.UpdateStateAsync(id, state => SearchEnd.Cancelled(state, now), cancellation);
    }
}
