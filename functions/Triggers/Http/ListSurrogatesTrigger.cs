using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Domain;
using Serverless.Domain.Storage;
using Serverless.Domain.Surrogates;
using Serverless.Functions.Logging;
using Serverless.Functions.Surrogates;

namespace Serverless.Functions.Triggers.Http;

/// <summary><c>GET /api/surrogates</c>: the surrogates, by id; those whose blobs are broken under <c>unreadable</c>.</summary>
public sealed class ListSurrogatesTrigger(SurrogateRegistry registry, ILogger<ListSurrogatesTrigger> logger)
{
    const int LargestPage = 200;
    const int UsualPage = 50;

    [Function(FunctionNames.ListSurrogates)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "surrogates")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return PageQuery.TryNumber(request, PageQuery.Size, 1, LargestPage, UsualPage, out var size, out var problem)
            ? Answer.Json(await ListAsync(request, size, cancellation), DomainJson.Default.SurrogatePage)
            : problem;
    }

    async Task<ResultPage<SurrogateEntry>> ListAsync(HttpRequest request, int size, CancellationToken cancellation)
    {
        string? after = request.Query[PageQuery.After];
        var page = new List<SurrogateEntry>();
        var unreadable = new List<string>();
        await foreach (var id in registry.ListAsync(after, cancellation))
        {
            if (page.Count + unreadable.Count == size)
            {
                return Page(Links.Page(request, (PageQuery.After, after), (PageQuery.Size, request.Query[PageQuery.Size])));
            }

            after = id;
            try
            {
                if (await registry.FindAsync(id, cancellation) is { } entry)
                {
                    page.Add(entry);
                }
            }
            catch (DocumentException broken)
            {
                logger.SurrogateUnreadable(broken.Message);
                unreadable.Add(broken.Message);
            }
        }

        return Page(next: null);

        ResultPage<SurrogateEntry> Page(string? next) => new(page, next, unreadable.Count > 0 ? unreadable : null);
    }
}
