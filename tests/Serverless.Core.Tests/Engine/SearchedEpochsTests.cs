using Serverless.Algorithms;
using Serverless.Core.Budgets;
using Serverless.Core.Devices;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;
using Serverless.Spaces.Recipes;

namespace Serverless.Core.Tests.Engine;

/// <summary>Searches, run in process, in which each candidate is trained for its own number of epochs.</summary>
public sealed class SearchedEpochsTests
{
    static readonly int[] Lengths = [1, 4, 9];

    static readonly SearchRequest Request = new()
    {
        Space = new()
        {
            Name = "nasbench201",
            Channels = 4,
            CellsPerStage = 1,
            Recipe = new Dictionary<string, RecipeDimension> { ["epochs"] = new() { Choices = [.. Lengths.Select(length => ChoiceValue.Of(length))] } },
        },
        Dataset = new() { Name = "fashion-mnist", TrainingImages = 100, ValidationImages = 100 },
        Objectives =
        [
            new() { Metric = "accuracy", Goal = Goal.Maximise, Threshold = 0 },
            new() { Metric = "macs", Goal = Goal.Minimise, Threshold = 1e9 },
        ],
        Algorithm = new AlgorithmSpecification { Name = "random", BatchSize = 7 }.Completed(),
        Training = new() { Epochs = 9, Seeds = [0, 1] },
        Budgets = new() { Epochs = 150 },
        Seed = 1,
    };

    [Fact]
    public void Run_BudgetOfEpochs_IsReservedAndUsedByEachCandidatesOwn()
    {
        var run = new SearchRun(EvaluatorOf(Request), TimedTrainings.On(Request, "cpu", epochs => epochs));

        run.Run().ShouldBe(StopReason.BudgetEpochs);

        run.Evaluations.Where(IsTrained).ShouldAllBe(evaluation => evaluation.Cost.Epochs == 2 * OwnOf(evaluation));
        run.Evaluations.Where(IsTrained).Select(evaluation => evaluation.Cost.Epochs).Distinct().Order().ShouldBe([2, 8, 18]);
        run.Evaluations.ShouldAllBe(evaluation => evaluation.Fidelity == "full");
        var budget = run.State.Budget;
        budget.EpochsSpent.ShouldBe(run.Evaluations.Sum(evaluation => evaluation.Cost.Epochs));
        budget.EpochsSpent.ShouldBeInRange(150 - 17, 150, "it ends when the longest training is not left any more");
        budget.EpochsReserved.ShouldBe(0);
    }

    [Fact]
    public void Reserve_AGeneration_TakesTheFirstThatTheBudgetCovers()
    {
        var proposed = SearchAlgorithms.Create(Request.Algorithm, SearchSpaces.Of(Request.Space)!, Request.Seed, state: null).Ask(7);
        var shares = CandidateShares.Of(Request, proposed, []).ShouldNotBeNull();

        var reservation = new BudgetLedger { Limits = new() { Epochs = shares.Take(4).Sum(share => share.Epochs) + 1 }, EpochsPerTraining = 18 }.Reserve(0, shares);

        shares.Select(share => share.Epochs / 2).ShouldBe(proposed.Select(candidate => int.Parse(candidate.Architecture.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture)));
        reservation.Granted.ShouldBe(4);
        reservation.Ledger.EpochsReserved.ShouldBe(shares.Take(4).Sum(share => share.Epochs));
    }

    [Fact]
    public void Run_GpuSeconds_AreNotOverrunByMoreThanOneTraining()
    {
        var request = Request with { Budgets = new() { Generations = 1_000, GpuSeconds = 200, GpuSecondsPerEpoch = 1 } };
        var run = new SearchRun(EvaluatorOf(request), (started, candidate, rung, before) =>
            TimedTrainings.On(request, "cuda:0", _ => 2 * SearchedEpochs.Of(request)!.Of(candidate.Architecture))(started, candidate, rung, before));

        run.Run().ShouldBe(StopReason.BudgetGpuSeconds);

        run.State.Budget.GpuSecondsSpent.ShouldBeInRange(200 - 36, 200 + 36);
    }

    [Fact]
    public void Run_Asynchronously_PromisesEachCandidateItsOwnAndReplaysAlike()
    {
        var request = Request with { Mode = SearchMode.Asynchronous, Parallelism = 4 };
        var run = Begin(request);
        var promised = new List<bool>();
        var arrive = AsynchronousSamples.AtRandom(5);

        run.Run(open =>
        {
            promised.Add(run.State.Budget.EpochsReserved == open.Sum(evaluation => evaluation.Epochs));
            return arrive(open);
        }).ShouldBe(StopReason.BudgetEpochs);

        promised.ShouldAllBe(isOwn => isOwn);
        run.Evaluations.Where(IsTrained).ShouldAllBe(evaluation => evaluation.Cost.Epochs == 2 * OwnOf(evaluation));
        (run.State.Budget.EpochsSpent, run.State.Budget.EpochsReserved).ShouldBe((run.Evaluations.Sum(evaluation => evaluation.Cost.Epochs), 0));
        run.State.Budget.EpochsSpent.ShouldBeInRange(150 - 17, 150);

        var again = Begin(request);
        foreach (var turn in run.Journal)
        {
            again.Turn(turn.Arrivals, turn.Wanted, turn.IsStopping, turn.Promoted, turn.IsShort);
        }

        again.Evaluations.Select(evaluation => evaluation.Architecture).ShouldBe(run.Evaluations.Select(evaluation => evaluation.Architecture));
    }

    static AsynchronousRun Begin(SearchRequest request) => new(EvaluatorOf(request), TimedTrainings.On(request, "cpu", epochs => epochs));

    static TrainingEvaluator EvaluatorOf(SearchRequest request) => new(request, new Dictionary<string, DeviceDefinition>());

    static bool IsTrained(Evaluation evaluation) => evaluation.Cost.TrainedOn is not null;

    static int OwnOf(Evaluation evaluation) => int.Parse(evaluation.Architecture.Split("epochs=")[1], System.Globalization.CultureInfo.InvariantCulture);
}
