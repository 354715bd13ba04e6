using Serverless.Cli.Output;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Commands;

public sealed class SearchWatchCommandTests
{
    [Theory]
    [InlineData(SearchStatus.Completed, ExitCodes.Done)]
    [InlineData(SearchStatus.Failed, ExitCodes.SearchFailed)]
    [InlineData(SearchStatus.Cancelled, ExitCodes.Interrupted)]
    public async Task Watch_UntilTheEnd_ExitCodeTellsHow(SearchStatus state, int exitCode)
    {
        using var platform = new FakePlatform().Answer("GET /api/searches/s1", 200, Answer.Json(Samples.Search(state)));

        (await CliRun.OfAsync(platform, "search", "watch", "s1")).ExitCode.ShouldBe(exitCode);
    }

    [Fact]
    public async Task Watch_SearchWhoseTrainingsFailed_TellsReasonAndCounts()
    {
        var outcomes = new OutcomeCounts { Failed = 2, Failures = [new FailureReason("There is no such file.", 2)] };
        var search = Samples.Search(SearchStatus.Failed) with { Error = "No evaluation can succeed.", Outcomes = outcomes, FrontSize = 0 };
        using var platform = new FakePlatform().Answer("GET /api/searches/s1", 200, Answer.Json(search));

        var run = await CliRun.OfAsync(platform, "search", "watch", "s1");

        run.ExitCode.ShouldBe(ExitCodes.SearchFailed);
        run.Error.ShouldContain("  failed 2  ");
        run.Error.ShouldContain("  No evaluation can succeed.\n  2 failed\n  2 × There is no such file.\n");
    }

    [Fact]
    public async Task Watch_Interrupted_TellsHowToComeBackAndLeavesTheSearchAlone()
    {
        using var platform = new FakePlatform().Answer("GET /api/searches/s1", 200, Answer.Json(Samples.Search()));
        using var interrupt = new CancellationTokenSource();

        var watching = CliRun.OfAsync(["search", "watch", "s1", "--interval", "0.1", "--url", platform.Address], [], interrupt.Token);
        await Eventually.HoldsAsync("it asked", () => Task.FromResult(!platform.Received.IsEmpty));
        await interrupt.CancelAsync();
        var run = await watching;

        run.ExitCode.ShouldBe(ExitCodes.Interrupted);
        run.Error.ShouldContain("serverless search watch s1");
        platform.Received.ShouldAllBe(request => request.MethodAndPath.StartsWith("GET "));
    }

    [Fact]
    public async Task Watch_LongerThanAllowed_TimesOut()
    {
        using var platform = new FakePlatform().Answer("GET /api/searches/s1", 200, Answer.Json(Samples.Search()));

        var run = await CliRun.OfAsync(platform, "search", "watch", "s1", "--interval", "0.1", "--timeout", "0.3");

        run.ExitCode.ShouldBe(ExitCodes.WaitTimedOut);
    }

    [Fact]
    public async Task Watch_UnknownSearch_IsNotFound()
    {
        using var platform = new FakePlatform();

        (await CliRun.OfAsync(platform, "search", "watch", "s1")).ExitCode.ShouldBe(ExitCodes.NotFound);
    }
}
