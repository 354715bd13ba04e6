using Serverless.Cli.Watching;
using Serverless.Domain.Searches;

namespace Serverless.Cli.Tests.Watching;

public sealed class WatchedSearchTests
{
    [Fact]
    public void Remaining_HalfTheTrainingsUsed_IsAsLongAsTheTimeSoFar()
    {
        var progress = new WatchedSearch(Samples.Search(trainings: 10), Samples.Start.AddSeconds(60), null);

        progress.Remaining.ShouldBe(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Remaining_ClockRunsOutFirst_IsWhatTheClockLeaves()
    {
        var progress = new WatchedSearch(Samples.Search(trainings: 1), Samples.Start.AddSeconds(200), null);

        progress.Remaining.ShouldBe(TimeSpan.FromSeconds(100));
    }

    [Fact]
    public void Remaining_NothingDoneYet_IsUnknown()
    {
        var search = Samples.Search(trainings: 0);
        search = search with { Budget = search.Budget with { EvaluationsSpent = 0, GenerationsSpent = 0 } };

        new WatchedSearch(search, Samples.Start.AddSeconds(20), null).Remaining.ShouldBeNull();
    }

    [Fact]
    public void Elapsed_PausedTwice_LeavesBothPausesOut()
    {
        var search = Samples.Search(SearchStatus.Paused) with { PausedAt = Samples.Start.AddSeconds(90) };
        search = search with { Budget = search.Budget with { PausedSeconds = 30 } };

        new WatchedSearch(search, Samples.Start.AddSeconds(500), null).Elapsed.ShouldBe(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Elapsed_EndedSearch_DoesNotGrow()
    {
        var progress = new WatchedSearch(Samples.Search(SearchStatus.Completed), Samples.Start.AddHours(5), null);

        progress.Elapsed.ShouldBe(TimeSpan.FromSeconds(100));
        progress.HasEnded.ShouldBeTrue();
        progress.Remaining.ShouldBeNull();
    }
}
