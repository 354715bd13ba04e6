using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Datasets;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>Checkpoints stay as long as a search may promote a candidate from them, and no longer.</summary>
[Collection(ActivityCollection.Name)]
public sealed class CheckpointPurgeTests(AzuriteFixture azurite)
{
    static readonly byte[] Content = [1, 2, 3];

    [Fact]
    public async Task Purge_RecipeOfTwoSearches_KeepsItsCheckpointsUntilBothHaveEnded()
    {
        var request = TestRequests.Small(Random.Shared.NextInt64());
        request = request with
        {
            Dataset = request.Dataset with { SplitSeed = Random.Shared.NextInt64() },
            Training = new() { Epochs = 3, Rungs = [1, 3] },
        };
        await using var one = await SearchBench.CreateAsync(azurite.ConnectionString, request);
        await using var other = await SearchBench.CreateAsync(azurite.ConnectionString, request with { Seed = request.Seed + 1 });
        await PutStateAsync(one);
        await PutStateAsync(other);
        var checkpoint = await PutAsync(one, request, "checkpoint");
        var evaluation = await PutAsync(one, request, "json");
        var running = BlobPaths.RunningCheckpoint(
            request.Space.Name, request.Dataset.Name, RecipeHash.Of(request), new CandidateId("c1"), request.Seed);
        await one.Store.TryCreateBytesAsync(running, Content, CancellationToken.None);
        var purge = one.Service<CheckpointPurge>();

        await purge.RunAsync(CancellationToken.None);
        (await one.Store.FindVersionAsync(checkpoint, CancellationToken.None)).ShouldNotBeNull("both searches run");

        await EndAsync(one);
        await purge.RunAsync(CancellationToken.None);
        (await one.Store.FindVersionAsync(checkpoint, CancellationToken.None)).ShouldNotBeNull("the other may promote from it");
        (await one.Store.FindVersionAsync(running, CancellationToken.None)).ShouldNotBeNull("the other may go on from it");

        await EndAsync(other);
        (await purge.RunAsync(CancellationToken.None)).ShouldBeGreaterThanOrEqualTo(1);
        (await one.Store.FindVersionAsync(checkpoint, CancellationToken.None)).ShouldBeNull();
        (await one.Store.FindVersionAsync(running, CancellationToken.None)).ShouldBeNull();
        (await one.Store.FindVersionAsync(evaluation, CancellationToken.None)).ShouldNotBeNull("only checkpoints go");
    }

    [Fact]
    public async Task Purge_DatasetOfOnesOwn_KeepsItsCheckpointsWhateverItsFilesAre()
    {
        var request = TestRequests.Small(Random.Shared.NextInt64());
        var name = $"own-{Random.Shared.Next()}";
        var source = new DatasetSource
        {
            Format = DatasetFormat.Npz,
            Shape = new ImageShape(1, 8, 8, 2),
            Training = [new DatasetFile { Path = "own.npz" }],
        };
        request = request with { Dataset = request.Dataset with { Name = name, Source = source } };
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString, request);
        await PutStateAsync(bench);
        var summed = request with { Dataset = request.Dataset with { Source = source with { Training = [new DatasetFile { Path = "own.npz", Sha256 = new('a', 64) }] } } };
        var checkpoint = await PutAsync(bench, summed, "checkpoint");
        var purge = bench.Service<CheckpointPurge>();

        await purge.RunAsync(CancellationToken.None);
        (await bench.Store.FindVersionAsync(checkpoint, CancellationToken.None)).ShouldNotBeNull("the search runs");

        await EndAsync(bench);
        await purge.RunAsync(CancellationToken.None);
        (await bench.Store.FindVersionAsync(checkpoint, CancellationToken.None)).ShouldBeNull();
    }

    static Task<bool> PutStateAsync(SearchBench bench) => bench.Store.TryCreateAsync(
        BlobPaths.State(bench.SearchId),
        SearchDocuments.Pending(bench.SearchId, bench.Request, SearchBench.Noon),
        CoreJson.Default.SearchDocument,
        CancellationToken.None);

    static Task<SearchDocument> EndAsync(SearchBench bench) => bench.Documents.UpdateStateAsync(
        bench.SearchId, state => state with { State = SearchStatus.Completed }, CancellationToken.None);

    static async Task<BlobPath> PutAsync(SearchBench bench, SearchRequest request, string ending)
    {
        var path = new BlobPath(
            ending == "checkpoint" ? BlobPaths.Checkpoints : BlobPaths.Evaluations,
            $"{request.Space.Name}/{request.Dataset.Name}/{RecipeHash.Of(request)}/c1/epochs1-{request.Seed}.{ending}");
        await bench.Store.TryCreateBytesAsync(path, Content, CancellationToken.None);
        return path;
    }
}
