using Azure.Storage.Blobs;
using Serverless.Application.Storage;
using Serverless.Core.Searches;
using Serverless.Testing;

namespace Serverless.EndToEnd.Tests;

[Collection(WorkerCollection.Name)]
public sealed class BrokenBlobTests(SharedPlatform shared)
{
    [Fact]
    public async Task Search_ItsBlobCorruptedOrDeleted_FailsNamingTheBlobAndNoOtherSearchDoes()
    {
        await using var platform = await shared.BeginAsync();
        var corruptedId = await platform.Searches.PostAsync(Requests.Small(trainings: 8));
        var deletedId = await platform.Searches.PostAsync(Requests.Small(trainings: 8) with { Seed = 8 });
        var soundId = await platform.Searches.PostAsync(Requests.Small(trainings: 8) with { Seed = 9 });
        var corrupted = BlobPaths.Request(corruptedId);
        var deleted = BlobPaths.Scores(deletedId, 0);
        await Eventually.HoldsAsync("both have reached their first generation", async () =>
            await Blob(platform, BlobPaths.Scores(corruptedId, 0)).ExistsAsync() && await Blob(platform, deleted).ExistsAsync());
        await Blob(platform, corrupted).UploadAsync(BinaryData.FromString("{ \"objectives\": "), overwrite: true);
        await Blob(platform, deleted).DeleteAsync();

        platform.StartWorker("worker-a");

        await ShouldFailNamingAsync(platform, corruptedId, corrupted);
        await ShouldFailNamingAsync(platform, deletedId, deleted);
        var sound = await platform.EndOfAsync(soundId);
        sound.State.ShouldBe(SearchStatus.Completed, sound.Error);
    }

    static async Task ShouldFailNamingAsync(Platform platform, string searchId, BlobPath blob)
    {
        var search = await platform.EndOfAsync(searchId);
        search.State.ShouldBe(SearchStatus.Failed);
        search.Error.ShouldNotBeNull().ShouldContain(blob.ToString());
    }

    static BlobClient Blob(Platform platform, BlobPath path) => platform.Blobs.GetBlobContainerClient(path.Container).GetBlobClient(path.Name);
}
