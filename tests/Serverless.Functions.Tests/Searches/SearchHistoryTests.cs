using System.Text;
using Serverless.Application.Logs;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core.Searches;
using Serverless.Functions.Tests.Activities;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Searches;

[Collection(ActivityCollection.Name)]
public sealed class SearchHistoryTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Append_GenerationsInTurnAndTwice_KeepsEachOnce()
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString);
        var history = bench.Service<SearchHistory>();

        await AppendAsync(history, bench, 0, Entry(1, 0), Entry(2, 0));
        await AppendAsync(history, bench, 1);
        await AppendAsync(history, bench, 2, Entry(3, 2));
        await AppendAsync(history, bench, 2, Entry(3, 2), Entry(4, 2));
        await AppendAsync(history, bench, 0, Entry(9, 0));

        (await ReadAsync(history, bench))
            .ShouldBe([Entry(1, 0), Entry(2, 0), Entry(3, 2), Entry(4, 2)]);
    }

    [Fact]
    public async Task Append_OfMoreThanOneBlockHolds_AddsAll()
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString);
        var history = bench.Service<SearchHistory>();
        var many = Enumerable.Range(1, 60_000).Select(evaluation => Entry(evaluation, 1)).ToArray();
        await AppendAsync(history, bench, 0, Entry(0, 0));

        await AppendAsync(history, bench, 1, many);
        await AppendAsync(history, bench, 1, many);

        (await ReadAsync(history, bench)).ShouldBe([Entry(0, 0), .. many]);
    }

    [Fact]
    public async Task Append_AfterMoreOfItsGeneration_IsRefused()
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString);
        var history = bench.Service<SearchHistory>();
        await AppendAsync(history, bench, 0, Entry(1, 0), Entry(2, 0));

        (await Should.ThrowAsync<DocumentException>(AppendAsync(history, bench, 0, Entry(1, 0)))).Message.ShouldContain("more of generation 0");
    }

    [Theory]
    [InlineData("{}\n", "ends with a line that is not a valid entry")]
    [InlineData("GOOD\nGOOD\n{ \"evaluation\": 3", "ends with a line that is not a valid entry")]
    public async Task Append_AfterABrokenLine_NamesTheBlob(string content, string message)
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString);
        var good = """{"evaluation":1,"generation":0,"candidate":"c0123456789abcdef","frontSize":1,"hypervolume":0.5}""";
        await bench.Store.TryCreateBytesAsync(
            BlobPaths.History(bench.SearchId, 0), Encoding.UTF8.GetBytes(content.Replace("GOOD", good, StringComparison.Ordinal)), CancellationToken.None);

        var broken = await Should.ThrowAsync<DocumentException>(
            () => AppendAsync(bench.Service<SearchHistory>(), bench, 1, Entry(2, 1)));

        broken.Message.ShouldContain($"{bench.SearchId}/history.jsonl' {message}");
    }

    static Task AppendAsync(SearchHistory history, SearchBench bench, int generation, params HistoryEntry[] entries) =>
        history.AppendAsync(bench.SearchId, generation, entries, CancellationToken.None);

    static async Task<IReadOnlyList<HistoryEntry>> ReadAsync(SearchHistory history, SearchBench bench)
    {
        var entries = new List<HistoryEntry>();
        for (var place = LogPlace.Start; place is not null;)
        {
            var page = (await history.FindPageAsync(bench.SearchId, 3, place, CancellationToken.None)).ShouldNotBeNull();
            entries.AddRange(page.Entries);
            place = page.Next;
        }

        return entries;
    }

    static HistoryEntry Entry(int evaluation, int generation) => new(evaluation, generation, new CandidateId("c0123456789abcdef"), 1, 0.5);
}
