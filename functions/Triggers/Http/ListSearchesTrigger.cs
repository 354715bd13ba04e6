using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.Application.Searches;
using Serverless.Core;
using Serverless.Core.Searches;
using Serverless.Functions.Adapters;
using Serverless.Functions.Logging;
using Serverless.Functions.Triggers.Http.Description;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/searches</c>: lists the searches, newest first.</summary>
public sealed class ListSearchesTrigger(SearchIndex index, ILogger<ListSearchesTrigger> logger)
{
    const string StateParameter = "state";

    /// <summary>The most searches that one page reads when it filters, so that reading ends however few of them match.</summary>
    const int MostLookedAt = 500;

    [Function(FunctionNames.ListSearches)]
    [QueryParameters(PageQuery.After, PageQuery.Size, StateParameter)]
    [Answers(200, typeof(ResultPage<SearchDocument>))]
    [Refuses(400, ProblemCodes.InvalidParameter)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "searches")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (!PageQuery.TrySize(request, out var size, out var problem)
            || !PageQuery.TryAfter(request, SearchIndex.IsEntry, out var after, out problem))
        {
            return problem;
        }

        SearchStatus? state = null;
        if (request.Query.TryGetValue(StateParameter, out var text))
        {
            state = Enum.GetValues<SearchStatus>().Cast<SearchStatus?>()
                .FirstOrDefault(status => string.Equals(status.ToString(), text, StringComparison.OrdinalIgnoreCase));
            if (state is null)
            {
                return Problems.InvalidParameter(
                    request.HttpContext, StateParameter, $"It must be one of {string.Join(", ", Enum.GetNames<SearchStatus>())}.");
            }
        }

        var page = await ItemPage.ReadAsync(
            request,
            size,
            index.ListAsync(after, cancellation),
            entry => FindAsync(new DurableOrchestrations(client), entry, state, cancellation),
            logger.SearchUnreadable,
            MostLookedAt,
            (StateParameter, state?.ToString()));
        return TaggedJsonResult.Json(page, CoreJson.Default.SearchPage);
    }

    async Task<SearchDocument?> FindAsync(DurableOrchestrations orchestrations, string entry, SearchStatus? state, CancellationToken cancellation)
    {
        if (await index.FindAsync(entry, cancellation) is not { } found)
        {
            return null;
        }

        // As a search by itself is shown: with live progress, and failed if its orchestration is.
        var view = SearchTransitions.IsFinal(found.State) ? found : SearchView.Of(found, await orchestrations.FindSearchAsync(found.Id, cancellation));
        return state is null || view.State == state ? view : null;
    }
}
