using System.Text;
using Serverless.Domain.Searches;
using Serverless.Domain.Spaces;
using Serverless.Domain.Storage;
using Serverless.Functions.Searches;
using Serverless.Functions.Tests.Activities;
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

        (await history.ReadAsync(bench.SearchId, CancellationToken.None))
            .ShouldBe([Entry(1, 0), Entry(2, 0), Entry(3, 2), Entry(4, 2)]);
    }

    [Theory]
    [InlineData("{}\n", "has a line 1 that is no history entry")]
    [InlineData("GOOD\nGOOD\n{ \"evaluation\": 3", "has a line 3 that is no history entry")]
    public async Task Append_AfterABrokenLine_NamesBlobAndLine(string content, string message)
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString);
        var good = """{"evaluation":1,"generation":0,"candidate":"c0123456789abcdef","frontSize":1,"hypervolume":0.5}""";
        await bench.Store.TryCreateBytesAsync(
            BlobPaths.History(bench.SearchId), Encoding.UTF8.GetBytes(content.Replace("GOOD", good, StringComparison.Ordinal)), CancellationToken.None);

        var broken = await Should.ThrowAsync<DocumentException>(
            () => AppendAsync(bench.Service<SearchHistory>(), bench, 1, Entry(2, 1)));

        broken.Message.ShouldContain($"{bench.SearchId}/history.jsonl' {message}");
    }

    static Task AppendAsync(SearchHistory history, SearchBench bench, int generation, params HistoryEntry[] entries) =>
        history.AppendAsync(bench.SearchId, generation, entries, CancellationToken.None);

    static HistoryEntry Entry(int evaluation, int generation) => new(evaluation, generation, new CandidateId("c0123456789abcdef"), 1, 0.5);
}
