using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Searches.Requests;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>The list of unended searches contains every search that needs a checkpoint.</summary>
[Collection(ActivityCollection.Name)]
public sealed class UnendedSearchesTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Unended_SearchThatBeginsAgainWhileItIsFoundEnded_StaysListed()
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString);
        var folder = $"space/dataset/{await PurgedSearches.AddEndedAsync(bench, "ended-search")}/";
        var unended = bench.Service<UnendedSearches>();
        var path = BlobPaths.UnendedSearch(folder, "ended-search");
        var version = (await bench.Store.FindVersionAsync(path, CancellationToken.None)).ShouldNotBeNull();

        await unended.AddAsync("ended-search", PurgedSearches.RequestOf(bench), CancellationToken.None);

        (await bench.Store.TryDeleteAsync(path, version, CancellationToken.None)).ShouldBeFalse();
        (await unended.NeedAsync(folder, CancellationToken.None)).ShouldBeFalse("it has not begun again after all");
        (await bench.Store.FindVersionAsync(path, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Unended_StorageOlderThanItsList_HasWhatRuns()
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString);
        await bench.Store.TryCreateAsync(BlobPaths.State(bench.SearchId), PurgedSearches.StateOf(bench), CoreJson.Default.SearchDocument, CancellationToken.None);
        await PurgedSearches.PutEndedAsync(bench, "ended-search");

        var unended = bench.Service<UnendedSearches>();
        (await unended.NeedAsync(FolderOf(bench.Request), CancellationToken.None)).ShouldBeTrue();
        (await unended.NeedAsync("space/dataset/recipe/", CancellationToken.None)).ShouldBeFalse();
    }

    static string FolderOf(SearchRequest request) => $"{request.Space.Name}/{request.Dataset.Name}/{RecipeHash.Of(request)}/";
}
