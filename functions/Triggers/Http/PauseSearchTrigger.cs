using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Domain;
using Serverless.Domain.Searches;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>POST /api/searches/{id}:pause</c>: lets the jobs drain that run, and starts nothing new until it is resumed.</summary>
public sealed class PauseSearchTrigger(SearchDocuments searches, SearchPacer pacer)
{
    [Function(FunctionNames.PauseSearch)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "searches/{id}:pause")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (!SearchId.IsValid(id) || await searches.FindStateAsync(id, cancellation) is null)
        {
            return Problems.SearchNotFound(request.HttpContext);
        }

        var state = await pacer.PauseAsync(client, id, cancellation);
        return SearchTransitions.IsFinal(state.State)
            ? Problems.SearchEnded(request.HttpContext, state)
            : Answer.Json(state, DomainJson.Default.SearchDocument, StatusCodes.Status202Accepted);
    }
}
