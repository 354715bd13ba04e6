using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Datasets;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>Checkpoints are kept as long as a search may promote a candidate from them, and no longer.</summary>
[Collection(ActivityCollection.Name)]
public sealed class CheckpointPurgeTests(AzuriteFixture azurite)
{
    static readonly byte[] Content = [1, 2, 3];
    static readonly TimeSpan Ample = TimeSpan.FromMinutes(1);

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

        await purge.RunAsync(Ample, CancellationToken.None);
        (await one.Store.FindVersionAsync(checkpoint, CancellationToken.None)).ShouldNotBeNull("both searches run");

        await EndAsync(one);
        await purge.RunAsync(Ample, CancellationToken.None);
        (await one.Store.FindVersionAsync(checkpoint, CancellationToken.None)).ShouldNotBeNull("the other may promote from it");
        (await one.Store.FindVersionAsync(running, CancellationToken.None)).ShouldNotBeNull("the other may go on from it");

        await EndAsync(other);
        (await purge.RunAsync(Ample, CancellationToken.None)).Count.ShouldBeGreaterThanOrEqualTo(1);
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

        await purge.RunAsync(Ample, CancellationToken.None);
        (await bench.Store.FindVersionAsync(checkpoint, CancellationToken.None)).ShouldNotBeNull("the search runs");

        await EndAsync(bench);
        await purge.RunAsync(Ample, CancellationToken.None);
        (await bench.Store.FindVersionAsync(checkpoint, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Purge_SearchWithASupernet_KeepsWhereItsTrainingStands()
    {
        var request = TestRequests.Small(Random.Shared.NextInt64()) with { Supernet = new() };
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, request);
        await PutStateAsync(bench);
        var recipe = RecipeHash.Of(request.Space, request.Dataset, request.Supernet!.RecipeOf(request.Training));
        var checkpoint = BlobPaths.SupernetCheckpoint(request.Space.Name, request.Dataset.Name, recipe, request.Supernet.Identity, request.Seed);
        await bench.Store.TryCreateBytesAsync(checkpoint, Content, CancellationToken.None);
        var purge = bench.Service<CheckpointPurge>();

        await purge.RunAsync(Ample, CancellationToken.None);
        (await bench.Store.FindVersionAsync(checkpoint, CancellationToken.None)).ShouldNotBeNull("the search runs");

        await EndAsync(bench);
        await purge.RunAsync(Ample, CancellationToken.None);
        (await bench.Store.FindVersionAsync(checkpoint, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Purge_OfMoreThanItsTimeAllows_GoesOnWhereItWasUntilNothingIsLeft()
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString);
        await bench.BeginAsync();
        var needed = await PutAsync(bench, bench.Request, "checkpoint");
        const int recipes = 3;
        const int ofEach = 300;
        for (var recipe = 0; recipe < recipes; recipe++)
        {
            await PutManyAsync(bench, $"recipe-{recipe}", ofEach);
        }

        var purge = bench.Service<CheckpointPurge>();
        var removed = new List<int>();
        PurgedBlobs run;
        do
        {
            run = await purge.RunAsync(TimeSpan.Zero, CancellationToken.None);
            removed.Add(run.Count);
            ((await purge.FindCompletionAsync(CancellationToken.None)) is not null).ShouldBe(run.IsComplete);
        }
        while (!run.IsComplete);

        removed.ShouldBe([256, 44, 256, 44, 256, 44, 0]);
        (await CountAsync(bench)).ShouldBe(1);
        (await bench.Store.FindVersionAsync(needed, CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Purge_StoppedAfterAnyWrite_IsDoneByTheNextAndRemovesNothingNeeded()
    {
        for (var crash = 1; ; crash++)
        {
            await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString);
            await bench.BeginAsync();
            await PutAsync(bench, bench.Request, "checkpoint");
            var recipe = await PurgedSearches.AddEndedAsync(bench, "ended-search");
            await PutManyAsync(bench, recipe, 3);
            bench.Store.CrashAfter = bench.Store.Writes + crash;
            try
            {
                await bench.Service<CheckpointPurge>().RunAsync(Ample, CancellationToken.None);
                crash.ShouldBeGreaterThan(4, "it notes no longer that a search needs them, removes three checkpoints, and says that it is done");
                return;
            }
            catch (StorageException)
            {
                // The next run is another process's.
            }

            (await new CheckpointPurge(new UnendedSearches(bench.Documents, bench.Store), bench.Store, TimeProvider.System)
                .RunAsync(Ample, CancellationToken.None)).IsComplete.ShouldBeTrue();
            (await CountAsync(bench)).ShouldBe(1, $"after write {crash}");
        }
    }

    [Fact]
    public async Task Purge_SearchesThatHaveEnded_AreReadOnce()
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString);
        var recipe = "";
        for (var search = 0; search < 50; search++)
        {
            recipe = await PurgedSearches.AddEndedAsync(bench, $"ended-{search}");
        }

        await PutManyAsync(bench, recipe, 1);
        var purge = bench.Service<CheckpointPurge>();
        await purge.RunAsync(Ample, CancellationToken.None);
        await PutManyAsync(bench, recipe, 1);
        var before = bench.Store.Calls;

        (await purge.RunAsync(Ample, CancellationToken.None)).Count.ShouldBe(1);

        (bench.Store.Calls - before).ShouldBeLessThan(10, "no document of an ended search is read");
    }

    [Fact]
    public async Task Purge_ManySearchesOfOtherRecipes_ReadsNothingOfThem()
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString);
        for (var search = 0; search < 50; search++)
        {
            var id = $"running-{search}";
            await bench.Store.TryCreateAsync(BlobPaths.State(id), PurgedSearches.StateOf(bench) with { Id = id, State = SearchStatus.Running }, CoreJson.Default.SearchDocument, CancellationToken.None);
            await bench.Service<UnendedSearches>().AddAsync(id, bench.Request with { Training = bench.Request.Training with { Epochs = 2 + search } }, CancellationToken.None);
        }

        await PutManyAsync(bench, "recipe", 1);
        var purge = bench.Service<CheckpointPurge>();
        await purge.RunAsync(Ample, CancellationToken.None);
        await PutManyAsync(bench, "recipe", 1);
        var before = bench.Store.Calls;

        (await purge.RunAsync(Ample, CancellationToken.None)).Count.ShouldBe(1);

        (bench.Store.Calls - before).ShouldBeLessThan(10);
    }

    static async Task PutManyAsync(SearchBench bench, string recipe, int count)
    {
        for (var place = 0; place < count; place++)
        {
            await bench.Store.TryCreateBytesAsync(
                new BlobPath(BlobPaths.Checkpoints, $"space/dataset/{recipe}/c{place:D3}/epochs1-1.checkpoint"), Content, CancellationToken.None);
        }
    }

    static Task<int> CountAsync(SearchBench bench) =>
        bench.Store.ListAsync(BlobPaths.Checkpoints, "", null, CancellationToken.None).CountAsync().AsTask();

    static async Task PutStateAsync(SearchBench bench)
    {
        await bench.Store.TryCreateAsync(BlobPaths.State(bench.SearchId), PurgedSearches.StateOf(bench), CoreJson.Default.SearchDocument, CancellationToken.None);
        await bench.Service<UnendedSearches>().AddAsync(bench.SearchId, bench.Request, CancellationToken.None);
    }

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
