using Serverless.Algorithms;
using Serverless.Core.Budgets;
using Serverless.Core.Devices;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Tests.Engine;

/// <summary>Searches, run in process, whose algorithm determines how far candidates are trained.</summary>
public sealed class FidelityRunTests
{
    static readonly SearchRequest Request = new()
    {
        Space = new() { Name = "nasbench201", Channels = 4, CellsPerStage = 1 },
        Dataset = new() { Name = "fashion-mnist", TrainingImages = 100, ValidationImages = 100 },
        Objectives =
        [
            new() { Metric = "accuracy", Goal = Goal.Maximise, Threshold = 0 },
            new() { Metric = "macs", Goal = Goal.Minimise, Threshold = 1e9 },
        ],
        Algorithm = new AlgorithmSpecification { Name = "shemoa", PopulationSize = 6, RungEvaluations = 9, Rungs = 3, ReductionFactor = 3 }.Completed(),
        Training = new() { Epochs = 9, Rungs = [1, 3, 9] },
        Budgets = new() { Epochs = 150 },
        Seed = 1,
    };

    [Fact]
    public void Run_CandidatesProposedAgain_GoOnAndPayWhatIsAdded()
    {
        var run = Run(Request);

        run.Run().ShouldBe(StopReason.BudgetEpochs);

        var byCandidate = run.Evaluations.Where(evaluation => evaluation.Cost.Epochs > 0).GroupBy(evaluation => evaluation.Candidate).ToList();
        byCandidate.ShouldContain(evaluations => evaluations.Count() == 3, "some climb all the way");
        foreach (var evaluations in byCandidate)
        {
            var last = evaluations.Last();
            evaluations.Sum(evaluation => evaluation.Cost.Epochs).ShouldBe(last.Rungs![^1].Epochs, "no epoch twice");
            evaluations.Select(evaluation => evaluation.Rungs![^1].Epochs).ShouldBeInOrder(SortDirection.Ascending);
            last.Rungs.Select(rung => rung.Epochs).ShouldBe(evaluations.Select(evaluation => evaluation.Rungs![^1].Epochs));
        }

        var budget = run.State.Budget;
        budget.EpochsSpent.ShouldBe(run.Evaluations.Sum(evaluation => evaluation.Cost.Epochs));
        budget.EpochsSpent.ShouldBeLessThanOrEqualTo(150);
        (budget.TrainingsSpent, budget.EpochsReserved, budget.EarlyStopped, budget.EpochsSaved).ShouldBe((byCandidate.Count, 0, 0, 0));
    }

    [Fact]
    public void Run_LowerFidelities_AreNeitherOnTheFrontNorInTheHistory()
    {
        var run = Run(Request);
        run.Run();

        run.Evaluations.Select(evaluation => evaluation.Fidelity).Distinct().ShouldBe(["epochs1", "epochs3", "full"], ignoreOrder: true);
        run.Evaluations.ShouldAllBe(evaluation => evaluation.Status != EvaluationStatus.Completed || evaluation.Fidelity == "full");
        var full = run.Evaluations.Where(evaluation => evaluation.Status == EvaluationStatus.Completed).Select(evaluation => evaluation.Candidate).ToList();
        full.ShouldBeUnique();
        run.Front!.Members.Select(member => member.Candidate).ShouldBeSubsetOf(full);
        run.History.Count.ShouldBe(full.Count);
    }

    [Fact]
    public void Run_BudgetOfTrainings_CountsEachCandidateOnceHoweverOftenItGoesOn()
    {
        var run = Run(Request with { Budgets = new() { Trainings = 15 } });

        run.Run().ShouldBe(StopReason.BudgetTrainings);

        run.State.Budget.TrainingsSpent.ShouldBe(15);
        run.Evaluations.Count(evaluation => evaluation.Cost.TrainedOn is not null).ShouldBeGreaterThan(15);
        run.Evaluations.Where(evaluation => evaluation.Cost.TrainedOn is not null).DistinctBy(evaluation => evaluation.Candidate).Count().ShouldBe(15);
    }

    [Fact]
    public void Run_GpuSeconds_EndsTheSearchAndIsNotOverrunByMoreThanOneTraining()
    {
        var request = Request with { Budgets = new() { Generations = 1_000, GpuSeconds = 300, GpuSecondsPerEpoch = 1 } };
        var run = Run(request, "cuda:0", epochs => 2 * epochs);

        run.Run().ShouldBe(StopReason.BudgetGpuSeconds);

        run.State.Budget.GpuSecondsSpent.ShouldBeInRange(200, 318);
    }

    [Fact]
    public void Run_NoImprovement_CountsWholeTrainingsAloneAndGenerationsThatHoldOne()
    {
        var run = Run(Request with { Budgets = new() { Epochs = 400, NoImprovementEvaluations = 5 } });
        run.Run().ShouldBeOneOf(StopReason.NoImprovementEvaluations, StopReason.BudgetEpochs);
        run.History.ShouldNotBeEmpty("the search goes on until something can reach the front");

        run = Run(Request with { Budgets = new() { Epochs = 400, NoImprovementGenerations = 1 } });
        run.Run();
        run.History.ShouldNotBeEmpty();
    }

    [Fact]
    public void Run_RequestWithoutARungForEachFidelity_IsRefused()
    {
        Should.Throw<ArgumentException>(() => Run(Request with { Training = new() { Epochs = 9 } })).Message.ShouldContain("3 fidelities of its own");
        Should.Throw<ArgumentException>(() => Run(Request with { Training = new() { Epochs = 9, Rungs = [3, 9] } })).Message.ShouldContain("has 2 rungs");
    }

    static SearchRun Run(SearchRequest request, string device = "cpu", Func<int, double>? secondsOf = null) => new(
        new TrainingEvaluator(request, new Dictionary<string, DeviceDefinition>()), TimedTrainings.On(request, device, secondsOf ?? (epochs => epochs)));
}
