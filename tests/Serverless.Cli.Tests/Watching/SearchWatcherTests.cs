using System.Net;
using Serverless.Cli.Api;
using Serverless.Cli.Output;
using Serverless.Cli.Watching;
using Serverless.Core.Searches;

namespace Serverless.Cli.Tests.Watching;

public sealed class SearchWatcherTests
{
    [Fact]
    public async Task Watch_UntilCompleted_ShowsEachAnswerAndTheLastChange()
    {
        using var platform = new FakePlatform()
            .Answer("GET /api/searches/s1", 200, Answer.Json(Samples.Search() with { Hypervolume = null }))
            .Answer("GET /api/searches/s1", 200, Answer.Json(Samples.Search() with { Hypervolume = 100 }))
            .Answer("GET /api/searches/s1", 200, Answer.Json(Samples.Search() with { Hypervolume = 150 }))
            .Answer("GET /api/searches/s1", 200, Answer.Json(Samples.Search(SearchStatus.Completed) with { Hypervolume = 150 }));
        var sink = new RecordedProgress();

        using var client = Client(platform);
        var end = await Watcher(client).WatchAsync("s1", sink, default);

        end.Search.State.ShouldBe(SearchStatus.Completed);
        end.HypervolumeChange.ShouldBe(50);
        sink.Shown.Select(progress => progress.HypervolumeChange).ShouldBe([null, null, 50, 50]);
    }

    [Fact]
    public async Task Watch_PlatformGoesAwayAndComesBack_GoesOn()
    {
        var port = Testing.FreePorts.Take(1)[0];
        var sink = new RecordedProgress();
        var address = new Uri(FormattableString.Invariant($"http://127.0.0.1:{port}"));
        using var client = new PlatformClient(address, null, RequestPipeline.Create(TimeProvider.System), _ => { });
        Task<WatchedSearch> watching;
        using (var first = new HttpListener { Prefixes = { address.AbsoluteUri } })
        {
            first.Start();
            watching = Watcher(client).WatchAsync("s1", sink, default);
            await AnswerAsync(first, Samples.Search());
        }

        await Testing.Eventually.HoldsAsync("the silence is told", () => Task.FromResult(sink.Notes.Count == 1));
        using var second = new HttpListener { Prefixes = { address.AbsoluteUri } };
        second.Start();
        await AnswerAsync(second, Samples.Search(SearchStatus.Completed));

        (await watching).Search.State.ShouldBe(SearchStatus.Completed);
        sink.Notes[0].ShouldContain("No response");
        sink.Notes[1].ShouldContain("responds again");
    }

    [Fact]
    public async Task Watch_PlatformNeverAnswered_FailsAtOnce()
    {
        using var client = new PlatformClient(
            new Uri(FormattableString.Invariant($"http://127.0.0.1:{Testing.FreePorts.Take(1)[0]}")), null, RequestPipeline.Create(TimeProvider.System), _ => { });

        await Should.ThrowAsync<NoAnswerException>(Watcher(client).WatchAsync("s1", new RecordedProgress(), default));
    }

    static SearchWatcher Watcher(PlatformClient client) => new(client, TimeProvider.System, TimeSpan.FromMilliseconds(5), TimeSpan.FromMinutes(5));

    static PlatformClient Client(FakePlatform platform) => new(new Uri(platform.Address), null, RequestPipeline.Create(TimeProvider.System), _ => { });

    static async Task AnswerAsync(HttpListener listener, SearchDocument search)
    {
        var context = await listener.GetContextAsync();
        await context.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Answer.Json(search)));
        context.Response.Close();
    }
}
