using Azure.Storage.Blobs;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core.Budgets;
using Serverless.Core.Searches;
using Serverless.Functions.Activities;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>Errors name the blobs that were deleted or broken.</summary>
[Collection(ActivityCollection.Name)]
public sealed class BrokenBlobTests(AzuriteFixture azurite)
{
    public enum Harm
    {
        Deleted,
        Truncated,
    }

    public static MatrixTheoryData<string, Harm> FirstGeneration => new(
        [
            "request.json", "state.json", "generations/00000/candidates.json", "generations/00000/scores.json",
            "generations/00000/selection.json", "outcome",
        ],
        Enum.GetValues<Harm>());

    public static MatrixTheoryData<string, Harm> EarlierGenerations => new(
        ["front.json", "history.jsonl", "proposals.jsonl", "generations/00000/algorithm.json"], Enum.GetValues<Harm>());

    [Theory]
    [MemberData(nameof(FirstGeneration))]
    public async Task Merge_ABlobOfTheFirstGeneration_IsNamed(string name, Harm harm)
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString);
        await bench.BeginAsync();
        var run = new GenerationRun(bench, 0);
        var selected = await run.SelectAsync();
        foreach (var index in selected)
        {
            await run.EvaluateAsync(index);
        }

        var path = name == "outcome"
            ? BlobPaths.Outcome(bench.SearchId, 0, (await bench.CandidatesAsync(0))[selected[0]].Id)
            : new BlobPath(BlobPaths.Searches, $"{bench.SearchId}/{name}");
        await HarmAsync(path, harm);

        (await Should.ThrowAsync<DocumentException>(run.MergeAsync)).Path.ShouldBe(path);
    }

    [Theory]
    [MemberData(nameof(EarlierGenerations))]
    public async Task Merge_ABlobOfEarlierGenerations_IsNamed(string name, Harm harm)
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString);
        await bench.BeginAsync();
        await new GenerationRun(bench, 0).RunAsync();
        var run = new GenerationRun(bench, 1);
        foreach (var index in await run.SelectAsync())
        {
            await run.EvaluateAsync(index);
        }

        var path = new BlobPath(BlobPaths.Searches, $"{bench.SearchId}/{name}");
        await HarmAsync(path, harm);

        (await Should.ThrowAsync<DocumentException>(run.MergeAsync)).Path.ShouldBe(path);
    }

    [Fact]
    public async Task Record_ResultOfACompletedJobGone_IsNamed()
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString);
        await bench.BeginAsync();
        var run = new GenerationRun(bench, 0);
        var index = (await run.SelectAsync())[0];

        var broken = await Should.ThrowAsync<DocumentException>(() => run.RecordAsync(index, new JobEnd(JobEndKind.Completed, 1)));

        broken.Path.Name.ShouldEndWith("-train-1/result.json");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Harm.Deleted)]
    [InlineData(Harm.Truncated)]
    public async Task Fail_WhateverTheStateIsLike_SaysWhy(Harm? harm)
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString);
        await bench.BeginAsync();
        if (harm is { } done)
        {
            await HarmAsync(BlobPaths.State(bench.SearchId), done);
        }

        await FailAsync(bench, "Blob 'x/y' is broken.");
        await FailAsync(bench, "Something later.");

        var state = await bench.Documents.ReadStateAsync(bench.SearchId, CancellationToken.None);
        (state.State, state.StopReason, state.Error).ShouldBe((SearchStatus.Failed, StopReason.Failed, "Blob 'x/y' is broken."));
        state.Budget.Limits.ShouldBe(bench.Request.Budgets);
    }

    [Fact]
    public async Task Fail_StateAndRequestBroken_StillSaysWhy()
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString);
        await bench.BeginAsync();
        await HarmAsync(BlobPaths.State(bench.SearchId), Harm.Truncated);
        await HarmAsync(BlobPaths.Request(bench.SearchId), Harm.Truncated);

        await FailAsync(bench, "Blob 'x/y' is broken.");

        (await bench.Documents.ReadStateAsync(bench.SearchId, CancellationToken.None)).Error.ShouldBe("Blob 'x/y' is broken.");
    }

    static Task FailAsync(SearchBench bench, string error) => bench.Activity<FailSearchActivity>().RunAsync(
        new FailSearchInput(bench.SearchId, SearchBench.Noon, SearchBench.Noon.AddHours(1), error), CancellationToken.None);

    async Task HarmAsync(BlobPath path, Harm harm)
    {
        var blob = new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient(path.Container).GetBlobClient(path.Name);
        if (harm == Harm.Deleted)
        {
            await blob.DeleteAsync();
            return;
        }

        var content = (await blob.DownloadContentAsync()).Value.Content.ToArray();
        await blob.UploadAsync(new BinaryData(content[..(content.Length / 2)]), overwrite: true);
    }
}
