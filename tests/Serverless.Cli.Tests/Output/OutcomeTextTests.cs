using System.Net;
using Serverless.Cli.Output;
using Serverless.Cli.Reports;
using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;

namespace Serverless.Cli.Tests.Output;

/// <summary>The text for evaluations without a result, and for those from the cache.</summary>
public sealed class OutcomeTextTests
{
    const string WhyInfeasible =
        "0 feasible of 16; nearest misses: x 22 where at least 1000000 is required (violated by 16); y 90.00034 where at most 90 is required (violated by 3).";

    static readonly OutcomeCounts Failures = new() { Failed = 3, Abandoned = 1, Failures = [new("Out of memory.", 2), new("The loss is NaN.", 1)] };

    static readonly OutcomeCounts Infeasible = new()
    {
        Infeasible = 16,
        Misses = [new(new Constraint { Metric = "x", AtLeast = 1_000_000 }, 16, 22), new(new Constraint { Metric = "y", AtMost = 90 }, 3, 90.00034)],
    };

    [Fact]
    public void Counts_EveryOutcome_NamesThoseThatThereAre()
    {
        var counts = new OutcomeCounts { Completed = 12, EarlyStopped = 3, Infeasible = 2, Failed = 1, Abandoned = 4, Cached = 8 };

        OutcomeText.Counts(counts).ShouldBe("12 completed, 3 stopped early, 2 infeasible, 1 failed, 4 abandoned; 8 of them from the cache");
        OutcomeText.Counts(new OutcomeCounts { Completed = 5 }).ShouldBe("5 completed");
        OutcomeText.Counts(new OutcomeCounts()).ShouldBeEmpty();
        OutcomeText.Counts(null).ShouldBeEmpty();
    }

    [Fact]
    public void WhyEmpty_NothingFeasible_NamesTheNearestMissesWithAllTheirDigits() => OutcomeText.WhyEmpty(0, Infeasible).ShouldBe(WhyInfeasible);

    [Fact]
    public void WhyEmpty_NothingFinished_NamesTheCommonestReason()
    {
        OutcomeText.WhyEmpty(0, Failures).ShouldBe("No candidate completed: 3 failed, 1 abandoned. Most frequent reason: 2 × Out of memory.");
        OutcomeText.WhyEmpty(1, Failures).ShouldBeNull();
        OutcomeText.WhyEmpty(0, null).ShouldBeNull();
    }

    [Fact]
    public void Facts_OfASearch_TellCountsReasonsAndWhatIsMissing()
    {
        var rows = SearchTable.Facts(Samples.Search() with { Outcomes = Failures, FrontSize = 0, Note = "No test images." }).Rows
            .Select(row => (row[0], row[1])).ToList();

        rows.ShouldContain(("outcomes", "3 failed, 1 abandoned"));
        rows.Where(row => row.Item1 == "failures").ShouldBe([("failures", "2 × Out of memory."), ("failures", "1 × The loss is NaN.")]);
        rows.ShouldContain(row => row.Item1 == "empty front");
        rows.ShouldContain(("note", "No test images."));
    }

    [Fact]
    public void Report_OfASearchInWhichNothingWasFeasible_SaysSo()
    {
        var data = Samples.Report();
        data = data with { Front = data.Front with { Members = [], Outcomes = Infeasible }, Search = data.Search with { Outcomes = Infeasible } };

        WebUtility.HtmlDecode(HtmlReport.Write(data)).ShouldContain(WhyInfeasible);
        RunFacts.Of(data).ShouldContain(("Outcomes", "16 infeasible"));
    }

    [Fact]
    public void Report_OfASearchThatFoundTrainingsInTheCache_CountsThemAndSaysHowMany()
    {
        var data = Samples.Report();
        data = data with { Search = data.Search with { Budget = data.Search.Budget with { TrainingsSpent = 5, TrainingsCached = 15 } } };

        RunFacts.Of(data).ShouldContain(("Trainings", "20 of 20; 15 of them from the cache"));
        SearchTable.Facts(data.Search).Rows.ShouldContain(row => row[0] == "trainings" && row[1] == "20 of 20");
    }
}
