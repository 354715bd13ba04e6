using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Serverless.Application.Orchestrations;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Generators;
using Serverless.Core.Searches.Requests;
using Serverless.Functions.Tests.Activities;
using Serverless.Storage.InMemory;

namespace Serverless.Functions.Tests.Searches;

public sealed class SubmitSearchTests
{
    static readonly ImportedResult First = new() { Architecture = "first", Metrics = new Dictionary<string, double> { ["accuracy"] = 50 } };
    static readonly ImportedResult Second = First with { Architecture = "second" };

    readonly InMemoryDocumentStore _store = new();
    readonly IOrchestrations _orchestrations = Substitute.For<IOrchestrations>();

    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    public async Task Submit_SameKeyWhenTheImportedSearchHasGrown_IsTheSameSearchAsItWasBegun(bool? retriesFailed)
    {
        var submit = Submit();
        var request = Importing("s0123456789abcdef0123", retriesFailed, First) with { Seeds = retriesFailed is null ? null : ["failed"] };
        var first = (await submit.SubmitAsync(_orchestrations, request, "key", default)).ShouldNotBeNull();
        var grown = Importing("s0123456789abcdef0123", retriesFailed, First, Second) with { Seeds = retriesFailed is null ? null : ["failed", "failed-too"] };

        var again = (await submit.SubmitAsync(_orchestrations, grown, "key", default)).ShouldNotBeNull();

        (again.Id, again.CreatedAt).ShouldBe((first.Id, first.CreatedAt));
        var kept = (await _store.ReadAsync(BlobPaths.Request(first.Id), CoreJson.Default.SearchRequest, default)).Value;
        kept.ImportFrom!.Rows.Select(row => row.Architecture).ShouldBe(["first"]);
        kept.Seeds.ShouldBe(request.Seeds);
    }

    [Fact]
    public async Task Submit_SameKeyWithOtherRowsOrAnotherSource_IsAnotherRequest()
    {
        var submit = Submit();
        await submit.SubmitAsync(_orchestrations, Importing(null, null, First), "rows", default);
        await submit.SubmitAsync(_orchestrations, Importing("s0123456789abcdef0123", null, First), "source", default);

        (await submit.SubmitAsync(_orchestrations, Importing(null, null, First, Second), "rows", default)).ShouldBeNull("the caller's own rows are part of the request");
        (await submit.SubmitAsync(_orchestrations, Importing("s0123456789abcdef0124", null, First), "source", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Submit_SameKeyWhenTheGeneratorAnswersOtherwise_IsTheSameSearch()
    {
        var submit = Submit();
        var request = TestRequests.Small(1) with { SeedsFrom = new GeneratorSeeds { Generator = "gen-s1", Device = "board", Count = 1 }, Seeds = ["first"] };
        var first = (await submit.SubmitAsync(_orchestrations, request, "key", default)).ShouldNotBeNull();

        (await submit.SubmitAsync(_orchestrations, request with { Seeds = ["second"] }, "key", default)).ShouldNotBeNull().Id.ShouldBe(first.Id);
        (await submit.SubmitAsync(_orchestrations, request with { SeedsFrom = null }, "key", default)).ShouldBeNull();

        (await _store.ReadAsync(BlobPaths.Request(first.Id), CoreJson.Default.SearchRequest, default)).Value.Seeds.ShouldBe(["first"]);
    }

    static SearchRequest Importing(string? source, bool? retriesFailed, params ImportedResult[] rows) =>
        TestRequests.Small(1) with { ImportFrom = new ImportSpecification { Search = source, RetryFailed = retriesFailed, Rows = rows } };

    SubmitSearch Submit() => new ServiceCollection().AddLogging().AddSingleton<IDocumentStore>(_store).AddSingleton(TimeProvider.System).AddSearches()
        .BuildServiceProvider().GetRequiredService<SubmitSearch>();
}
