using Serverless.Application.Searches;
using Serverless.Core.Datasets;
using Serverless.Core.Searches.Requests;
using Serverless.Functions.Activities;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

[Collection(ActivityCollection.Name)]
public sealed class OwnDatasetTests(AzuriteFixture azurite)
{
    static readonly DatasetSource Source = new()
    {
        Format = DatasetFormat.Cifar10,
        Shape = new ImageShape(3, 32, 32, 10),
        Training = [new DatasetFile { Path = "cifar/train.bin" }],
    };

    [Fact]
    public async Task ReadRequest_FileOfUnknownContent_SharesItsEvaluationsWithNoOtherSearch()
    {
        await using var first = await CreateAsync(Source);
        await using var second = await SearchBench.CreateAsync(azurite.ConnectionString, first.Request);
        var candidate = new CandidateId("c0123456789abcdef");

        var paths = new[] { first, second }.Select(async bench => EvaluationCache.PathOf(
            await bench.Documents.ReadRequestAsync(bench.SearchId, CancellationToken.None), candidate, "full").Name);

        (await Task.WhenAll(paths)).ShouldBeUnique();
    }

    [Fact]
    public async Task ReadRequest_FileOfKnownContent_SharesThem()
    {
        var known = Source with { Training = [new DatasetFile { Path = "cifar/train.bin", Sha256 = new string('0', 64) }] };
        await using var bench = await CreateAsync(known);

        var read = await bench.Documents.ReadRequestAsync(bench.SearchId, CancellationToken.None);

        RecipeHash.Of(read).ShouldBe(RecipeHash.Of(bench.Request));
        read.Dataset.Shape.ShouldBe(known.Shape);
    }

    [Fact]
    public async Task SelectForTesting_DatasetWithoutTestImages_SelectsNothing()
    {
        await using var bench = await CreateAsync(Source);

        (await bench.Activity<SelectForTestingActivity>().RunAsync(new SelectForTestingInput(bench.SearchId), CancellationToken.None)).ShouldBeEmpty();
    }

    Task<SearchBench> CreateAsync(DatasetSource source)
    {
        var request = TestRequests.Small(1);
        return SearchBench.CreateAsync(
            azurite.ConnectionString, request with { Dataset = request.Dataset with { Name = "own", Source = source } });
    }
}
