using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Functions.Tests.Activities;

/// <summary>Searches in the states that purges encounter.</summary>
static class PurgedSearches
{
    public static SearchDocument StateOf(SearchBench bench) => SearchDocuments.Pending(bench.SearchId, bench.Request, SearchBench.Noon);

    public static Task<bool> PutEndedAsync(SearchBench bench, string searchId) => bench.Store.TryCreateAsync(
        BlobPaths.State(searchId),
        StateOf(bench) with { Id = searchId, State = SearchStatus.Completed },
        CoreJson.Default.SearchDocument,
        CancellationToken.None);

    /// <returns>The recipe whose checkpoints it needs.</returns>
    public static async Task<string> AddEndedAsync(SearchBench bench, string searchId)
    {
        await PutEndedAsync(bench, searchId);
        await bench.Service<UnendedSearches>().AddAsync(searchId, RequestOf(bench), CancellationToken.None);
        return RecipeHash.Of(RequestOf(bench));
    }

    /// <summary>A request of the space and dataset whose checkpoints tests write.</summary>
    public static SearchRequest RequestOf(SearchBench bench) =>
        bench.Request with { Space = bench.Request.Space with { Name = "space" }, Dataset = bench.Request.Dataset with { Name = "dataset" } };
}
