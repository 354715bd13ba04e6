using Serverless.Cli.Watching;
using Serverless.Core.Searches;

namespace Serverless.Cli.Tests.Watching;

public sealed class ProgressTextTests
{
    static readonly SearchProgress Live = new() { Generation = 2, EvaluationsPlanned = 6, EvaluationsDone = 3, TrainingsUsed = 10, FrontSize = 3, Hypervolume = 187.5 };

    [Fact]
    public void Line_RunningSearch_TellsEverythingOnce()
    {
        var line = ProgressText.Line(new WatchedSearch(Samples.Search(trainings: 7) with { Progress = Live }, Samples.Start.AddSeconds(60), 3.25));

        line.ShouldBe("[1:00] Running  generation 3 (3/6 evaluated)  trainings 10/20 (+3 running)  evaluations 6  front 3  hypervolume 187.50 (+3.2500)  time 1:00/5:00  ETA 1:00");
    }

    [Fact]
    public void Line_AsynchronousSearch_TellsWhatIsUnderWay()
    {
        var search = Samples.Search(trainings: 7);
        search = search with
        {
            Budget = search.Budget with { TrainingsReserved = 4 },
            Progress = Live with { EvaluationsPlanned = 0, EvaluationsDone = 0, EvaluationsUnderWay = 4, TrainingsUsed = 7 },
        };

        ProgressText.Line(new WatchedSearch(search, Samples.Start.AddSeconds(60), null))
            .ShouldContain("generation 3 (4 in progress)  trainings 7/20 (+4 running)");

        search = search with { Budget = search.Budget with { TrainingsReserved = 6 }, Progress = search.Progress with { EvaluationsWaiting = 2, TrainingsUsed = 9 } };
        ProgressText.Line(new WatchedSearch(search, Samples.Start.AddSeconds(60), null))
            .ShouldContain("generation 3 (4 in progress, 2 waiting at rungs)  trainings 9/20 (+4 running)");
    }

    [Fact]
    public void Line_LimitsThatTheFrontIsJudgedBy_TellsHowFarTheyAreAndGuessesNoTime()
    {
        var search = Samples.Search(trainings: 7);
        search = search with
        {
            Budget = search.Budget with
            {
                Limits = new() { NoImprovementGenerations = 3, TargetHypervolume = 240, GpuSeconds = 3600 },
                GpuSecondsReserved = 90,
                GenerationsWithoutImprovement = 2,
            },
            Hypervolume = 187.5,
        };

        var line = ProgressText.Line(new WatchedSearch(search, Samples.Start.AddSeconds(60), null));

        line.ShouldContain("  GPU seconds 0/3600 (+90 running)  ");
        line.ShouldContain("  generations without improvement 2/3  ");
        line.ShouldEndWith("  hypervolume 187.50 of 240.00");
    }

    [Theory]
    [InlineData(0.0066, 0.004, 0.05, "0.0066/0.05 (+0.004 running)")]
    [InlineData(1.256, 0, 20, "1.26/20")]
    [InlineData(9, 3, 24, "9/24 (+3 running)")]
    [InlineData(1234.4, 0, 3600, "1234/3600")]
    public void Use_AnyAmount_HasTheDigitsThatTellItApart(double used, double reserved, double limit, string expected) =>
        ProgressText.Use(new BudgetUse("EUR", used, reserved, limit)).ShouldBe(expected);

    [Fact]
    public void Line_EndedSearch_TellsWhy() =>
        ProgressText.Line(new WatchedSearch(Samples.Search(SearchStatus.Completed), Samples.Start.AddSeconds(100), null))
            .ShouldEndWith("stopped: trainings used up");
}
