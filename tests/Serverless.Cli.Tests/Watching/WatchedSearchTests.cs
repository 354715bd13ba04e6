using Serverless.Cli.Watching;
using Serverless.Core.Searches;

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
    public void Remaining_BudgetUsedUpAndWorkGoesOn_IsUnknownInsteadOfNothing()
    {
        var progress = new WatchedSearch(Samples.Search(trainings: 20), Samples.Start.AddSeconds(60), null);

        progress.Remaining.ShouldBeNull();
        progress.IsFinishing.ShouldBeTrue();
        ProgressText.Line(progress).ShouldEndWith("ETA when the running jobs have finished");
    }

    [Fact]
    public void Remaining_LessThanASecond_IsASecond()
    {
        var search = Samples.Search(trainings: 1);

        new WatchedSearch(search, Samples.Start.AddSeconds(299.8), null).Remaining.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(1, 18, 6, 2)]
    [InlineData(2, 20, 4, 0)]
    public void Budgets_AllTrainingsPromised_RunningOnesDoNotGoBeyondTheLimit(int rung, int used, int planned, double running)
    {
        var live = new SearchProgress { Generation = 2, EvaluationsPlanned = planned, EvaluationsDone = 0, Rung = rung, Rungs = 2, TrainingsUsed = used, FrontSize = 3 };

        var trainings = new WatchedSearch(Samples.Search() with { Progress = live }, Samples.Start.AddSeconds(60), null).Budgets[0];

        (trainings.Used, trainings.Reserved).ShouldBe((used, running));
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
