using Serverless.Algorithms;
using Serverless.Core.Budgets;
using Serverless.Core.Devices;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Tests.Engine;

/// <summary>Whole searches, run in process by one worker after the other, that end because of the GPU seconds they used.</summary>
public sealed class GpuBudgetTests
{
    const int LongestRung = 6;

    static readonly SearchRequest Request = new()
    {
        Space = new() { Name = "nasbench201", Channels = 4, CellsPerStage = 1 },
        Dataset = new() { Name = "fashion-mnist", TrainingImages = 100, ValidationImages = 100 },
        Objectives =
        [
            new() { Metric = "accuracy", Goal = Goal.Maximise, Threshold = 0 },
            new() { Metric = "macs", Goal = Goal.Minimise, Threshold = 1e9 },
        ],
        Algorithm = new AlgorithmSpecification { Name = "random", BatchSize = 12 }.Completed(),
        Training = new() { Epochs = 9, Rungs = [1, 3, 9] },
        Budgets = new() { Generations = 1_000 },
        Seed = 1,
    };

    /// <remarks>The first estimate is five times too low, and so is each later one whose trainings take ever longer; or there is none.</remarks>
    [Theory]
    [InlineData(40, 1.0, 5.0, 1.0)]
    [InlineData(200, 1.0, 5.0, 1.0)]
    [InlineData(1_000, 1.0, 5.0, 1.0)]
    [InlineData(400, 0.2, 1.0, 5.0)]
    [InlineData(3, null, 5.0, 1.0)]
    [InlineData(200, null, 5.0, 1.0)]
    public void Run_EstimatesFarTooLow_OverrunsByLessThanTheRungThatRuns(double limit, double? estimate, double seconds, double growth)
    {
        var request = Request with { Budgets = new() { Generations = 1_000, GpuSeconds = limit, GpuSecondsPerEpoch = estimate } };
        var slowest = 0.0;
        var generation = 0;
        SearchRun? run = null;
        run = Run(request, "cuda:0", epochs =>
        {
            generation = run!.State.Generation;
            var took = epochs * seconds * Math.Pow(growth, generation);
            slowest = Math.Max(slowest, took);
            return took;
        });

        run.Run().ShouldBe(StopReason.BudgetGpuSeconds);

        var spent = run.State.Budget.GpuSecondsSpent;
        spent.ShouldBe(run.Evaluations.Sum(evaluation => evaluation.Cost.TrainingSeconds), tolerance: 1e-6);
        spent.ShouldBeLessThan(limit + slowest);
        run.State.Budget.GpuSecondsReserved.ShouldBe(0);
        run.Evaluations.ShouldAllBe(evaluation => evaluation.Failure == null && EvaluationTransitions.IsFinal(evaluation.Status));
    }

    [Fact]
    public void Run_EstimatesThatAreRight_UsesNoSecondTooManyAndAllButOneTraining()
    {
        var request = Request with { Budgets = new() { Generations = 1_000, GpuSeconds = 500, GpuSecondsPerEpoch = 2 } };
        var run = Run(request, "cuda:1", epochs => epochs * 2.0);

        run.Run().ShouldBe(StopReason.BudgetGpuSeconds);

        run.State.Budget.GpuSecondsSpent.ShouldBeInRange(500 - (9 * 2.0), 500);
        run.State.FrontSize.ShouldBeGreaterThan(0);
        run.Evaluations.ShouldAllBe(evaluation => evaluation.Error == null || evaluation.Error.Contains("budget"), "what was begun came to its end");
    }

    [Fact]
    public void Run_OnCpus_CountsNoneAndEndsForAnotherReason()
    {
        var request = Request with { Budgets = new() { Generations = 3, GpuSeconds = 1 } };
        var run = Run(request, "cpu", epochs => epochs * 2.0);

        run.Run().ShouldBe(StopReason.BudgetGenerations);

        run.State.Budget.GpuSecondsSpent.ShouldBe(0);
        run.State.Budget.WorkerSeconds.ShouldBeGreaterThan(100);
    }

    static SearchRun Run(SearchRequest request, string device, Func<int, double> secondsOf)
    {
        var ladder = RungLadder.Of(request);
        Enumerable.Range(1, ladder.Count).Max(ladder.EpochsAddedBy).ShouldBe(LongestRung);
        return new SearchRun(new TrainingEvaluator(request, new Dictionary<string, DeviceDefinition>()), TimedTrainings.On(request, device, secondsOf));
    }
}
