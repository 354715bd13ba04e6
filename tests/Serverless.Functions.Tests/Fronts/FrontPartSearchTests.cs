using System.Text.Json;
using Serverless.Application.Fronts;
using Serverless.Application.Jobs;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Budgets;
using Serverless.Core.Fronts;
using Serverless.Functions.Activities;
using Serverless.Functions.Tests.Activities;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Fronts;

/// <summary>Searches whose fronts are in parts have the same results as those whose fronts are one document.</summary>
[Collection(ActivityCollection.Name)]
public sealed class FrontPartSearchTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Run_FrontInParts_IsMergedTestedAndReadAsAWholeOneIs()
    {
        var request = TestRequests.Small(Random.Shared.NextInt64()) with { Constraints = [], Budgets = new() { Generations = 4 } };
        await using var whole = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, request);
        await using var inParts = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, request, new FrontPartSize(2, 100_000));

        var expected = await RunAsync(whole);
        (await RunAsync(inParts)).ShouldBe(expected);

        expected.ShouldContain(FrontTests.Accuracy);
        var head = (await inParts.Store.ReadAsync(BlobPaths.Front(inParts.SearchId), CoreJson.Default.FrontHead, CancellationToken.None)).Value;
        head.Parts.ShouldNotBeNull().Count.ShouldBeGreaterThan(1);
        (await whole.Store.ReadAsync(BlobPaths.Front(whole.SearchId), CoreJson.Default.FrontHead, CancellationToken.None)).Value.Parts.ShouldBeNull();
    }

    static async Task<string> RunAsync(SearchBench bench)
    {
        await bench.RunToTheEndAsync();
        var members = (await FrontAsync(bench)).Members;
        var selected = await bench.Activity<SelectForTestingActivity>().RunAsync(new SelectForTestingInput(bench.SearchId), CancellationToken.None);
        selected.Select(test => test.Index).ShouldBe(Enumerable.Range(0, members.Count));
        foreach (var (index, attempt) in selected)
        {
            await bench.AdvanceAsync(new Work(WorkKind.Test, bench.SearchId, GenerationRun.Terms, Index: index, Attempt: attempt));
            await bench.AnswerTestAsync(members[index].Candidate);
        }

        var end = new EndSearchInput(bench.SearchId, StopReason.BudgetGenerations, SearchBench.Noon.AddHours(1));
        await bench.Activity<EndSearchActivity>().RunAsync(end, CancellationToken.None);
        var front = JsonSerializer.Serialize(await FrontAsync(bench), CoreJson.Default.FrontDocument);
        return front.Replace(bench.SearchId, "ID", StringComparison.Ordinal);
    }

    static async Task<FrontDocument> FrontAsync(SearchBench bench) =>
        await bench.Documents.ReadFrontAsync(await bench.Documents.ReadStateAsync(bench.SearchId, CancellationToken.None), CancellationToken.None);
}
