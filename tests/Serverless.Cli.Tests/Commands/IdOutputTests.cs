using Serverless.Cli.Output;

namespace Serverless.Cli.Tests.Commands;

/// <summary><c>--output id</c>, for scripts.</summary>
public sealed class IdOutputTests
{
    [Theory]
    [InlineData("s0123456789abcdef\n", "search", "list")]
    [InlineData("s0123456789abcdef\n", "search", "show", "s1")]
    [InlineData("c1\nc2\nc3\n", "front", "show", "s1")]
    public async Task Id_OfWhatIsRead_IsAllThatIsWritten(string expected, params string[] command)
    {
        using var platform = new FakePlatform()
            .Answer("GET /api/searches", 200, $$"""{"value":[{{Answer.Json(Samples.Search())}}]}""")
            .Answer("GET /api/searches/s1", 200, Answer.Json(Samples.Search()))
            .Answer("GET /api/searches/s1/front", 200, Answer.Json(Samples.Front()));

        var run = await CliRun.OfAsync(platform, [.. command, "--output", "id"]);

        (run.ExitCode, run.Out).ShouldBe((ExitCodes.Done, expected), run.Error);
    }

    [Fact]
    public async Task Id_OfWhatHasNone_IsRefused()
    {
        using var platform = new FakePlatform()
            .Answer("GET /api/searches/s1", 200, Answer.Json(Samples.Search()))
            .Answer("GET /api/searches/s1/evaluations", 200, """{"value":[]}""");

        var run = await CliRun.OfAsync(platform, "search", "show", "s1", "--why", "--output", "id");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("have no ids");
    }
}
