using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Searches;
using Serverless.Functions.Tests.Activities;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Searches;

/// <summary>The order in which searches are listed.</summary>
[Collection(ActivityCollection.Name)]
public sealed class SearchIndexTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task List_SearchesThatAreOlderThanTheIndex_AreFoundInOrder()
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString);
        await WriteStateAsync(bench, "bbb", minutes: 1);
        await WriteStateAsync(bench, "aaa", minutes: 3);
        await WriteStateAsync(bench, "ccc", minutes: 2);

        (await ListAsync(new SearchIndex(bench.Store))).ShouldBe(["aaa", "ccc", "bbb"]);
    }

    [Fact]
    public async Task List_EntryOfAnotherTimeThanTheState_CountsForNothing()
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString);
        var index = new SearchIndex(bench.Store);
        var state = await WriteStateAsync(bench, bench.SearchId, minutes: 1);
        await index.AddAsync(state, CancellationToken.None);
        await index.AddAsync(state, CancellationToken.None);
        await index.AddAsync(state with { CreatedAt = SearchBench.Noon.AddHours(1) }, CancellationToken.None);

        (await ListAsync(index)).Where(id => id == bench.SearchId).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Begin_AdmissionThatWroteNoEntry_WritesIt()
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString);

        await bench.BeginAsync();

        (await ListAsync(bench.Service<SearchIndex>())).ShouldContain(bench.SearchId);
    }

    static async Task<SearchDocument> WriteStateAsync(SearchBench bench, string id, int minutes)
    {
        var state = SearchDocuments.Pending(id, bench.Request, SearchBench.Noon.AddMinutes(minutes));
        await bench.Store.TryCreateAsync(BlobPaths.State(id), state, CoreJson.Default.SearchDocument, CancellationToken.None);
        return state;
    }

    static async Task<List<string>> ListAsync(SearchIndex index)
    {
        var ids = new List<string>();
        await foreach (var entry in index.ListAsync(after: null, CancellationToken.None))
        {
            if (await index.FindAsync(entry, CancellationToken.None) is { } search)
            {
                ids.Add(search.Id);
            }
        }

        return ids;
    }
}
