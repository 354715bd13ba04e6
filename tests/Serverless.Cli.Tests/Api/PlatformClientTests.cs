using Serverless.Cli.Api;
using Serverless.Cli.Output;
using Serverless.Core.Searches;

namespace Serverless.Cli.Tests.Api;

public sealed class PlatformClientTests
{
    [Fact]
    public async Task GetSearch_PlatformIsBusyTwice_TriesAgain()
    {
        using var platform = new FakePlatform()
            .Answer("GET /api/searches/s1", 503, "busy", "text/plain")
            .Answer("GET /api/searches/s1", 429, "", "text/plain")
            .Answer("GET /api/searches/s1", 200, Answer.Json(Samples.Search()));
        using var client = Client(platform);

        (await client.Searches.GetAsync("s1", default)).State.ShouldBe(SearchStatus.Running);

        platform.Received.Count.ShouldBe(3);
        platform.Received.ShouldAllBe(request => request.Key == "the-key");
    }

    [Fact]
    public async Task GetSearch_PlatformStaysBusy_GivesUpAndTellsTheStatus()
    {
        using var platform = new FakePlatform().Answer("GET /api/searches/s1", 503, "busy", "text/plain");
        using var client = Client(platform);

        var failure = await Should.ThrowAsync<CliException>(client.Searches.GetAsync("s1", default));

        failure.Message.ShouldContain("503");
        platform.Received.Count.ShouldBe(1 + RequestPipeline.Retries);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ListSearches_ThreePages_FollowsTheLinksUntilEnough(bool absolute)
    {
        var item = Answer.Json(Samples.Search());
        using var platform = new FakePlatform();
        var host = absolute ? platform.Address : "";
        platform.Answer("GET /api/searches", 200, $$"""{"value":[{{item}},{{item}}],"nextLink":"{{host}}/api/searches?page=2"}""");
        platform.Answer("GET /api/searches?page=2", 200, $$"""{"value":[{{item}},{{item}}],"nextLink":"{{host}}/api/searches?page=3"}""");
        using var client = Client(platform);

        (await client.Searches.StreamAsync(state: null, default).Take(3).CountAsync()).ShouldBe(3);

        platform.Received.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ListSearches_NextPageOnAnotherHost_IsNotFollowed()
    {
        using var platform = new FakePlatform().Answer("GET /api/searches", 200, """{"value":[],"nextLink":"http://other.example/api/searches"}""");
        using var client = Client(platform);

        var failure = await Should.ThrowAsync<CliException>(async () => await client.Searches.StreamAsync(state: null, default).CountAsync());

        failure.Message.ShouldContain("other.example");
    }

    [Fact]
    public async Task GetSearch_AnswerIsNoSearch_SaysSo()
    {
        using var platform = new FakePlatform().Answer("GET /api/searches/s1", 200, "<html>Welcome</html>", "text/html");
        using var client = Client(platform);

        var failure = await Should.ThrowAsync<CliException>(client.Searches.GetAsync("s1", default));

        failure.Message.ShouldContain("/api/searches/s1");
    }

    [Fact]
    public async Task GetSearch_IdWithSlash_IsOnePathSegment()
    {
        using var platform = new FakePlatform().Answer("GET /api/searches/..%2Fx%3Fy", 200, Answer.Json(Samples.Search()));
        using var client = Client(platform);

        (await client.Searches.GetAsync("../x?y", default)).Id.ShouldBe(Samples.Search().Id);
    }

    static PlatformClient Client(FakePlatform platform) => new(new Uri(platform.Address), "the-key", RequestPipeline.Create(TimeProvider.System), _ => { });
}
