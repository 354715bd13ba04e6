using Serverless.Cli.Output;
using Serverless.Core.Budgets;
using Serverless.Core.Searches;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Commands;

public sealed class EventsCommandTests
{
    static readonly SearchEvent Submitted = new() { Cursor = "1-0-0-0-0", Type = SearchEventKind.Submitted };
    static readonly SearchEvent Started = new() { Cursor = "2-0-0-0-0", Type = SearchEventKind.Started };
    static readonly SearchEvent Ended = new() { Cursor = "3-0-0-0-0", Type = SearchEventKind.Ended, State = SearchStatus.Failed, StopReason = StopReason.Failed };
    static readonly SearchWait Wait = new() { Kind = SearchWaitKind.Worker, What = "a worker", Since = DateTimeOffset.UnixEpoch, Remedy = "Start one." };

    [Fact]
    public async Task Events_OnSeveralPages_AreALineOfJsonEach()
    {
        using var platform = new FakePlatform()
            .Answer("GET /api/searches/s1/events", 200, Page([Submitted], "1-0-0-0-0", next: "/api/searches/s1/events?after=1-0-0-0-0"))
            .Answer("GET /api/searches/s1/events?after=1-0-0-0-0", 200, Page([Started], "2-0-0-0-0"));

        var run = await CliRun.OfAsync(platform, "events", "s1");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Out.ShouldBe($"{Answer.Line(Submitted)}\n{Answer.Line(Started)}\n");
    }

    [Fact]
    public async Task Follow_UntilTheEnd_WritesEachOnceAndWhatItWaitsFor()
    {
        using var platform = new FakePlatform()
            .Answer("GET /api/searches/s1/events?after=1-0-0-0-0", 200, Page([Started], "2-0-0-0-0"))
            .Answer("GET /api/searches/s1/events?after=2-0-0-0-0", 200, Page([], "2-0-0-0-0", Wait))
            .Answer("GET /api/searches/s1/events?after=2-0-0-0-0", 200, Page([], "2-0-0-0-0", Wait))
            .Answer("GET /api/searches/s1/events?after=2-0-0-0-0", 200, Page([Ended], "3-0-0-0-0", isEnded: true));

        var run = await CliRun.OfAsync(platform, "events", "s1", "--follow", "--after", "1-0-0-0-0", "--interval", "0.1");

        run.ExitCode.ShouldBe(ExitCodes.SearchFailed);
        var lines = run.Out.TrimEnd().Split('\n');
        lines.Length.ShouldBe(3);
        lines[0].ShouldBe(Answer.Line(Started));
        lines[1].ShouldContain("\"type\":\"waiting\"");
        lines[1].ShouldContain("a worker. Start one.");
        lines[2].ShouldBe(Answer.Line(Ended));
    }

    [Fact]
    public async Task Follow_FromBehindTheEnd_EndsAsTheSearchDid()
    {
        using var platform = new FakePlatform()
            .Answer("GET /api/searches/s1/events?after=3-0-0-0-0", 200, Page([], "3-0-0-0-0", isEnded: true))
            .Answer("GET /api/searches/s1", 200, Answer.Json(Samples.Search(SearchStatus.Failed)));

        (await CliRun.OfAsync(platform, "events", "s1", "--follow", "--after", "3-0-0-0-0")).ExitCode.ShouldBe(ExitCodes.SearchFailed);
    }

    [Fact]
    public async Task Follow_Interrupted_TellsWhereToGoOn()
    {
        using var platform = new FakePlatform()
            .Answer("GET /api/searches/s1/events", 200, Page([Submitted], "1-0-0-0-0"))
            .Answer("GET /api/searches/s1/events?after=1-0-0-0-0", 200, Page([], "1-0-0-0-0"));
        using var interrupt = new CancellationTokenSource();

        var following = CliRun.OfAsync(["events", "s1", "--follow", "--interval", "0.1", "--url", platform.Address], [], interrupt.Token);
        await Eventually.HoldsAsync("it asked again", () => Task.FromResult(platform.Received.Count > 1));
        await interrupt.CancelAsync();
        var run = await following;

        run.ExitCode.ShouldBe(ExitCodes.Interrupted);
        run.Error.ShouldContain("serverless events s1 --follow --after 1-0-0-0-0");
    }

    [Fact]
    public async Task After_WhatIsNoCursor_IsRefusedAtOnce()
    {
        using var platform = new FakePlatform();

        (await CliRun.OfAsync(platform, "events", "s1", "--after", "yesterday")).ExitCode.ShouldBe(ExitCodes.Usage);
        platform.Received.ShouldBeEmpty();
    }

    static string Page(IReadOnlyList<SearchEvent> events, string cursor, SearchWait? wait = null, string? next = null, bool isEnded = false) =>
        Answer.Json(new SearchEventPage(events, cursor, isEnded, wait is null ? null : [wait], next));
}
