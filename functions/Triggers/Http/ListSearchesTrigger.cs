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
    const int LargestPage = 200;
    const int UsualPage = 50;

    /// <summary>Searches that one page looks at when it filters, so that it ends however few of them pass.</summary>
    const int MostLookedAt = 500;

    [Function(FunctionNames.ListSearches)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "searches")] HttpRequest request, CancellationToken cancellation)
    {
        if (!PageQuery.TryNumber(request, PageQuery.Size, 1, LargestPage, UsualPage, out var size, out var problem))
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

        return Answer.Json(await ListAsync(request, state, size, cancellation), DomainJson.Default.SearchPage);
    }

    async Task<ResultPage<SearchDocument>> ListAsync(HttpRequest request, SearchStatus? state, int size, CancellationToken cancellation)
    {
        string? after = request.Query[PageQuery.After];
        var page = new List<SearchDocument>();
        var unreadable = new List<string>();
        var lookedAt = 0;
        await foreach (var id in store.ListFoldersAsync(BlobPaths.Searches, cancellation))
        {
            if (!SearchId.IsValid(id) || string.CompareOrdinal(id, after) <= 0)
            {
                continue;
            }

            if (page.Count == size || lookedAt == MostLookedAt)
            {
                var next = Links.Page(
                    request,
                    (PageQuery.After, after),
                    (PageQuery.Size, request.Query[PageQuery.Size]),
                    (StateParameter, state?.ToString()));
                return new(page, next, Some(unreadable));
            }

            after = id;
            lookedAt++;
            try
            {
                if (await store.FindAsync(BlobPaths.State(id), DomainJson.Default.SearchDocument, cancellation) is { } found
                    && (state is null || found.Value.State == state))
                {
                    page.Add(found.Value);
                }
            }
            catch (DocumentException broken)
            {
                logger.SearchUnreadable(broken.Message);
                unreadable.Add(broken.Message);
            }
        }

        return new(page, Unreadable: Some(unreadable));
    }

    static List<string>? Some(List<string> messages) => messages.Count > 0 ? messages : null;
}
