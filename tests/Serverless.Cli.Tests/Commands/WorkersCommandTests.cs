using System.Text.Json.Nodes;

namespace Serverless.Cli.Tests.Commands;

public sealed class WorkersCommandTests
{
    const string Workers = """
        {"value":[
          {"name":"worker-1","isAlive":true,"lastHeartbeat":"2026-01-01T12:00:00Z","takesJobs":true,"devices":["local-cpu"],
           "jobs":[{"id":"j1","kind":"train","searchId":"s1","since":"2026-01-01T11:59:00Z"}],"slots":2,"jobsDone":7,"busyShare":0.75},
          {"name":"worker-2","isAlive":false,"lastHeartbeat":"2026-01-01T11:00:00Z","takesJobs":false,"devices":["board"]},
          {"name":"script","isAlive":true,"lastHeartbeat":"2026-01-01T11:59:30Z","takesJobs":false,"isExternal":true,"devices":[],
           "jobs":[{"id":"j2","kind":"train","searchId":"s2","since":"2026-01-01T11:59:30Z"}]}]}
        """;

    [Fact]
    public async Task Workers_Table_TellsWhatThoseDoThatAreAlive()
    {
        using var platform = new FakePlatform().Answer("GET /api/workers", 200, Workers);

        var run = await CliRun.OfAsync(platform, "workers");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Out.ShouldContain("worker-1");
        run.Out.ShouldContain("train for s1 since ");
        run.Out.ShouldContain("75 %");
        run.Out.Split('\n').Single(line => line.Contains("script", StringComparison.Ordinal)).ShouldContain("leases");
        run.Out.ShouldContain("evaluate for s2 since ");
        run.Out.ShouldNotContain("worker-2");
    }

    [Fact]
    public async Task Workers_All_ListsThoseThatAreGone()
    {
        using var platform = new FakePlatform().Answer("GET /api/workers", 200, Workers);

        var run = await CliRun.OfAsync(platform, "workers", "--all", "--output", "json");

        JsonNode.Parse(run.Out)!.AsArray().Select(worker => (string?)worker!["name"]).ShouldBe(["worker-1", "worker-2", "script"]);
    }

    [Fact]
    public async Task Workers_None_SaysHowToStartOne()
    {
        using var platform = new FakePlatform().Answer("GET /api/workers", 200, """{"value":[]}""");

        (await CliRun.OfAsync(platform, "workers")).Error.ShouldContain("./serverless worker");
    }
}
