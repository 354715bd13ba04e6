using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Domain;
using Serverless.Domain.Searches;
using Serverless.Domain.Storage;
using Serverless.Functions.Logging;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/searches</c>: the searches, by id.</summary>
public sealed class ListSearchesTrigger(IDocumentStore store, ILogger<ListSearchesTrigger> logger)
{
    const string StateParameter = "state";

    /// <summary>Searches that one page looks at when it filters, so that it ends however few of them pass.</summary>
    const int MostLookedAt = 500;

    [Function(FunctionNames.ListSearches)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "searches")] HttpRequest request, CancellationToken cancellation)
    {
        if (!PageQuery.TrySize(request, out var size, out var problem))
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
                    request.HttpContext, StateParameter, $"It has to be one of {string.Join(", ", Enum.GetNames<SearchStatus>())}.");
            }
        }

        var page = await ItemPage.ReadAsync(
            request,
            size,
            IdsAsync(request.Query[PageQuery.After], cancellation),
            id => FindAsync(id, state, cancellation),
            logger.SearchUnreadable,
            MostLookedAt,
            (StateParameter, state?.ToString()));
        return Answer.Json(page, DomainJson.Default.SearchPage);
    }

    async IAsyncEnumerable<string> IdsAsync(string? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var id in store.ListFoldersAsync(BlobPaths.Searches, cancellation))
        {
            if (SearchId.IsValid(id) && string.CompareOrdinal(id, after) > 0)
            {
                yield return id;
            }
        }
    }

    async Task<SearchDocument?> FindAsync(string id, SearchStatus? state, CancellationToken cancellation) =>
        await store.FindAsync(BlobPaths.State(id), DomainJson.Default.SearchDocument, cancellation) is { } found
            && (state is null || found.Value.State == state)
            ? found.Value
            : null;
}
