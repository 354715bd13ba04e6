using Serverless.Cli.Output;
using Serverless.Cli.Reports;
using Serverless.Cli.Watching;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Spaces;

namespace Serverless.Cli.Tests.Output;

/// <summary>The text about rungs.</summary>
public sealed class RungTests
{
    static readonly SearchDocument Search = Samples.Search() with
    {
        Budget = Samples.Search().Budget with { EpochsPerTraining = 9, EpochsSpent = 21, EpochsReserved = 18, EpochsSaved = 60, EarlyStopped = 8 },
        Progress = new SearchProgress
        {
            Generation = 2,
            EvaluationsPlanned = 2,
            EvaluationsDone = 1,
            Rung = 2,
            Rungs = 3,
            TrainingsUsed = 9,
            FrontSize = 3,
        },
    };

    static readonly Evaluation Stopped = Samples.Evaluation("c9", 1, 71.5, 0.25) with
    {
        Status = EvaluationStatus.EarlyStopped,
        Fidelity = "epochs1",
        Rungs =
        [
            new RungResult
            {
                Rung = 1,
                Epochs = 1,
                Metrics = new Dictionary<string, double> { ["accuracy"] = 71.5 },
                Decision = new PromotionDecision
                {
                    Candidate = new CandidateId("c9"), Rule = "theRule", Rung = 1, Values = new Dictionary<string, double> { ["accuracy"] = 71.5 },
                    Rank = 2, Contribution = 0.125, Place = 7, Compared = 12, LastPlaceKept = 4, PlaceInGeneration = 5,
                    LastPlaceKeptInGeneration = 2, IsPromoted = false,
                },
            },
        ],
    };

    [Fact]
    public void Facts_OfAStoppedCandidate_SayRuleRungAndValues()
    {
        var (name, value) = RungFacts.Of(Stopped).ShouldHaveSingleItem();

        name.ShouldBe("rung 1");
        value.ShouldBe(
            "1 epoch: accuracy 71.50; stopped early by theRule: front 2, contribution 0.125, place 7 of 12 (4 kept), 5 of its generation (2 kept)");
    }

    [Theory]
    [InlineData(0.125, "stopped early by theRule: a chance of 0.125 to exceed the best so far among candidates of at most the same cost, at least 0.25 is required, from 9 complete trainings")]
    [InlineData(null, "stopped early by theRule: no candidate of at most the same cost to exceed, or too few complete trainings, at least 0.25 is required, from 9 complete trainings")]
    public void Facts_OfLearningCurves_SayTheChanceAndByHowManyItIsTold(double? chance, string text)
    {
        var rung = Stopped.Rungs![0];
        var decided = Stopped with { Rungs = [rung with { Decision = rung.Decision! with { Chance = chance, LeastChance = 0.25, WholeCurves = 9 } }] };

        RungFacts.Of(decided).ShouldHaveSingleItem().Value.ShouldBe($"1 epoch: accuracy 71.50; {text}");
    }

    [Fact]
    public void Facts_OfASearch_SayWhatWasTrainedAndSaved()
    {
        var facts = SearchTable.Facts(Search).Rows.ToDictionary(row => row[0], row => row[1]);

        facts["epochs"].ShouldBe("21");
        facts["epochs saved"].ShouldBe("60");
        facts["stopped early"].ShouldBe("8");
        facts["rung"].ShouldBe("2 of 3");
        facts["rungs saved"].ShouldBe("74 % of the epochs (21 instead of 81)", "no training went to the end that would tell seconds");
        SearchTable.Facts(Samples.Search()).Rows.ShouldNotContain(row => row[0].StartsWith("epochs"));
    }

    [Fact]
    public void Savings_WhereTrainingsWentToTheEnd_AreToldInSecondsToo() => RungSavings
        .Of(Search.Budget with { TrainingsSpent = 10, TrainingSeconds = 30, WholeTrainings = 2, WholeTrainingSeconds = 16 })
        .ShouldBe("74 % of the epochs (21 instead of 81) and about 62 % of the training seconds (30 s instead of 80 s)");

    [Fact]
    public void Savings_WhereNothingWasStopped_AreNotTold() => RungSavings.Of(Search.Budget with { EarlyStopped = 0 }).ShouldBeNull();

    [Fact]
    public void Line_OfASearchInRungs_NamesTheRungAndTheEpochs()
    {
        var line = ProgressText.Line(new WatchedSearch(Search, Samples.Start.AddSeconds(30), null));

        line.ShouldContain("(1/2 evaluated, rung 2 of 3)");
        line.ShouldContain("epochs 21 (+18 running)");
    }

    [Fact]
    public void Report_OfASearchInRungs_SaysWhatTheySaved()
    {
        var request = Samples.Request();
        var data = Samples.Report() with
        {
            Search = Search,
            Request = request with { Training = request.Training with { Epochs = 9, Rungs = [1, 3, 9] }, Promotion = new() { ReductionFactor = 4 } },
            Evaluations = [Stopped],
        };

        RunFacts.Of(data).ShouldContain(("Epochs", "21; 8 candidates stopped early, which saved 60"));
        RunFacts.Of(data).ShouldContain(("Rungs", "compared after 1, 3 epochs; one in 4 continues"));
    }
}
