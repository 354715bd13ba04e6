using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Domain;
using Serverless.Domain.Searches;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/searches/{id}</c>: the state of a search, with live progress while it runs.</summary>
public sealed class GetSearchTrigger(SearchDocuments searches)
{
    [Function(FunctionNames.GetSearch)]
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

        var instance = SearchTransitions.IsFinal(state.State)
            ? null
            : await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellation);
        return Answer.Json(SearchView.Of(state, instance), DomainJson.Default.SearchDocument, isTagged: true);
    }
}
