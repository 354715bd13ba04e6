using Serverless.Algorithms;
using Serverless.Core.Budgets;
using Serverless.Core.Devices;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Tests.Engine;

/// <summary>Whole searches, run in process, that end because of the state of their front.</summary>
public sealed class StopRuleTests
{
    /// <value>Accuracies up to 60 where 50 is the threshold, latencies of 1 where 5 is: at most 40.</value>
    static readonly SearchRequest Request = new()
    {
        Space = new() { Name = "nasbench201", Channels = 4, CellsPerStage = 1 },
        Dataset = new() { Name = "fashion-mnist", TrainingImages = 100, ValidationImages = 100 },
        Objectives =
        [
            new() { Metric = "accuracy", Goal = Goal.Maximise, Threshold = 50 },
            new() { Metric = "latencyMs", Goal = Goal.Minimise, Device = "local-cpu", Threshold = 5 },
        ],
        Algorithm = new AlgorithmSpecification { Name = "random", BatchSize = 4 }.Completed(),
        Budgets = new() { Generations = 50 },
        Seed = 1,
    };

    [Fact]
    public void Run_NoGenerationRaisesTheHypervolume_EndsAfterAsManyAsAreAllowed()
    {
        var run = Run(Request with { Budgets = new() { Generations = 50, NoImprovementGenerations = 3 } }, stepsUntil: 6);

        run.Run().ShouldBe(StopReason.NoImprovementGenerations);

        run.State.Generation.ShouldBe(2 + 3, "the sixth evaluation, in the second generation, was the last to raise it");
        run.State.Budget.GenerationsWithoutImprovement.ShouldBe(3);
    }

    [Fact]
    public void Run_NoEvaluationRaisesTheHypervolume_EndsWithTheGenerationInWhichTheyWereTooMany()
    {
        var run = Run(Request with { Budgets = new() { Generations = 50, NoImprovementEvaluations = 7 } }, stepsUntil: 6);

        run.Run().ShouldBe(StopReason.NoImprovementEvaluations);

        run.State.Budget.EvaluationsWithoutImprovement.ShouldBe(2 + 4 + 4);
        run.State.Generation.ShouldBe(4);
    }

    [Fact]
    public void Run_TargetReached_EndsForItBeforeAnyOtherReason()
    {
        var run = Run(Request with { Budgets = new() { Generations = 2, TargetHypervolume = 24 } }, stepsUntil: 10);

        run.Run().ShouldBe(StopReason.TargetHypervolume);

        (run.State.Generation, run.State.Hypervolume).ShouldBe((2, 4 * 8));
    }

    [Fact]
    public void Run_RungsThatStopMost_CountsThemAsEvaluationsWithoutImprovement()
    {
        var request = Request with
        {
            Training = new() { Epochs = 3, Rungs = [1, 3] },
            Promotion = new PromotionSpecification { ReductionFactor = 4 },
            Budgets = new() { Generations = 50, NoImprovementEvaluations = 12 },
        };
        var run = Run(request, stepsUntil: 1);

        run.Run().ShouldBe(StopReason.NoImprovementEvaluations);

        run.Evaluations.Count(evaluation => evaluation.Status == EvaluationStatus.EarlyStopped).ShouldBeGreaterThan(8);
        run.State.Budget.EvaluationsWithoutImprovement.ShouldBeInRange(12, 15);
    }

    [Fact]
    public void Run_ExtendedAfterItsEnd_TakesTheCourseOfASearchThatHadItAllFromTheStart()
    {
        var short3 = Run(Request with { Budgets = new() { Generations = 50, NoImprovementGenerations = 1 } }, stepsUntil: 6);
        short3.Run();
        var ended = short3.State with { CompletedAt = DateTimeOffset.UnixEpoch };
        var added = new SearchExtension { Id = "x", At = DateTimeOffset.UnixEpoch, Added = new() { NoImprovementGenerations = 2 } };

        var extended = SearchExtending.Apply(ended, added).ShouldNotBeNull();

        extended.Budget.Exhausted(null, DateTimeOffset.UnixEpoch).ShouldBeNull();
        var whole = Run(Request with { Budgets = new() { Generations = 50, NoImprovementGenerations = 3 } }, stepsUntil: 6);
        whole.Run();
        extended.Budget.Limits.ShouldBe(whole.State.Budget.Limits);
        whole.State.Generation.ShouldBe(extended.Generation + 2);
    }

    /// <summary>A search in which each evaluation raises the hypervolume by 4, up to so many.</summary>
    static SearchRun Run(SearchRequest request, int stepsUntil)
    {
        var evaluated = 0;
        var ladder = RungLadder.Of(request);
        return new SearchRun(
            new TrainingEvaluator(request, new Dictionary<string, DeviceDefinition>()),
            (started, _, rung, before) => RungOutcomes.Note(
                RungOutcomes.Join(started with { Status = EvaluationStatus.Completed, Metrics = Found(before) }, before, ladder, rung, request), false, ladder, rung));

        Dictionary<string, double> Found(Evaluation? before) => new()
        {
            ["accuracy"] = before?.Metrics["accuracy"] ?? 50 + Math.Min(++evaluated, stepsUntil),
            ["latencyMs@local-cpu"] = 1,
        };
    }
}
