using Serverless.Cli.Output;
using Serverless.Core.Devices;
using Serverless.Core.Jobs;
using Serverless.Core.Searches;

namespace Serverless.Cli.Tests.Commands;

/// <summary>Commands report what a search waits for, since when, and what ends the wait.</summary>
public sealed class WaitingTests
{
    static readonly SearchDocument Waiting = Samples.Search() with
    {
        Waits =
        [
            new SearchWait
            {
                Kind = SearchWaitKind.Device,
                What = "an agent of device 'board'",
                Since = Samples.Start.AddSeconds(40),
                Queue = "measure-board",
                QueueLength = 4,
                Remedy = "Start one, on the device: ./serverless worker --device-agent board",
            },
        ],
    };

    [Fact]
    public async Task SearchShow_SearchThatWaits_SaysForWhatAndHowToEndIt()
    {
        using var platform = new FakePlatform().Answer("GET /api/searches/s1", 200, Answer.Json(Waiting));

        var run = await CliRun.OfAsync(platform, "search", "show", "s1", "--output", "csv");

        run.Out.ShouldContain("waits for");
        run.Out.ShouldContain("an agent of device 'board' since 2026-03-01T12:00:40Z (queue measure-board: 4 messages, no heartbeat of a worker yet)");
        run.Out.ShouldContain("./serverless worker --device-agent board");
    }

    [Fact]
    public async Task SearchWatch_SearchThatWaits_SaysSoOnce()
    {
        var ended = Samples.Search(SearchStatus.Completed);
        using var platform = new FakePlatform()
            .Answer("GET /api/searches/s1", 200, Answer.Json(Waiting))
            .Answer("GET /api/searches/s1", 200, Answer.Json(Waiting))
            .Answer("GET /api/searches/s1", 200, Answer.Json(ended));

        var run = await CliRun.OfAsync(platform, "search", "watch", "s1", "--interval", "0.1");

        run.Error.Split("Waits for an agent of device 'board'").Length.ShouldBe(2);
    }

    [Fact]
    public async Task DeviceList_DeviceWithoutAnAgent_ShowsItsQueue()
    {
        var device = new DeviceDefinition { Id = "board", Kind = DeviceKind.Measured, Queue = Queue("measure-board", workers: 0) };
        using var platform = new FakePlatform().Answer("GET /api/devices", 200, $$"""{"value":[{{Answer.Json(device)}}]}""");

        var run = await CliRun.OfAsync(platform, "device", "list", "--output", "csv");

        run.Out.ShouldContain("board,Measured,,4,2026-03-01T12:00:00Z,0,2026-03-01T11:59:00Z,");
    }

    [Theory]
    [InlineData(0, ExitCodes.Failure, "NOT OK")]
    [InlineData(1, ExitCodes.Done, "ok")]
    public async Task Doctor_JobsWait_IsOkayWhereAWorkerIsThere(int workers, int exitCode, string result)
    {
        using var platform = new FakePlatform()
            .Answer("GET /api/health", 200, """{"status":"healthy"}""")
            .Answer("GET /api/devices", 200, """{"value":[]}""")
            .Answer("GET /api/queues", 200, $$"""{"value":[{{Answer.Json(Queue("jobs", workers))}}]}""");

        var run = await CliRun.OfAsync(
            ["doctor", "--output", "csv", "--url", platform.Address], new Dictionary<string, string> { ["SERVERLESS_KEY"] = "k" });

        run.Out.ShouldContain($"queue jobs,{result},");
        run.Out.ShouldContain("4 messages, the oldest without a worker since 2026-03-01T12:00:00Z");
        run.ExitCode.ShouldBe(exitCode, run.Out);
    }

    static QueueState Queue(string name, int workers) => new()
    {
        Name = name,
        Length = 4,
        WaitingSince = Samples.Start,
        Workers = workers,
        LastHeartbeat = Samples.Start.AddMinutes(-1),
    };
}
