using System.Text.Json;
using Serverless.Algorithms;
using Serverless.Algorithms.Options;
using Serverless.Core.Budgets;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using static Serverless.Core.Tests.Engine.AsynchronousSamples;

namespace Serverless.Core.Tests.Engine;

public sealed class AsynchronousRunTests
{
    /// <value>All but those that evaluate at fidelities of their own, which no asynchronous search takes; in the variant that promotes one of each kind.</value>
    public static TheoryData<string, bool> Algorithms =>
    [
        .. AlgorithmDescription.All.Where(description => !description.DecidesFidelities).Select(description => (description.Name, false)),
        .. new[] { "random", "nsga2", "moead", "regularised-evolution", "pareto-local-search", "gp-ehvi" }.Select(name => (name, true)),
    ];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Run_AnyOrderOfArrivals_UsesTheBudgetUpAndIsReplayedFromItsJournal(string algorithm, bool promotes)
    {
        var request = WithRungsFor(new AlgorithmSpecification { Name = algorithm }.Completed());
        request = promotes ? Promoting(request) : request;
        var run = Begin(request);

        run.Run(AtRandom(seed: 5)).ShouldBe(request.Budgets.Evaluations is null ? StopReason.BudgetTrainings : StopReason.BudgetEvaluations);
        var replayed = Begin(request);
        foreach (var turn in run.Journal)
        {
            replayed.Turn(turn.Arrivals);
        }

        run.Evaluations.Count.ShouldBe(24);
        run.State.Budget.TrainingsUsed.ShouldBe(run.Evaluations.Count(evaluation => evaluation.Rungs!.Any(rung => rung.Epochs > 0)));
        run.Evaluations.Select(evaluation => evaluation.Candidate).ShouldBeUnique();
        replayed.Evaluations.Select(Json).ShouldBe(run.Evaluations.Select(Json));
        replayed.Journal.Select(turn => (turn.Wanted, turn.Promoted)).ShouldBe(run.Journal.Select(turn => (turn.Wanted, turn.Promoted)));
        JsonSerializer.Serialize(replayed.Front!, CoreJson.Default.FrontDocument).ShouldBe(JsonSerializer.Serialize(run.Front!, CoreJson.Default.FrontDocument));
    }

    [Fact]
    public void Run_OtherOrderOfArrivals_TakesAnotherCourse()
    {
        var (one, other) = (Begin(WithRungs), Begin(WithRungs));
        one.Run(AtRandom(seed: 5));
        other.Run(AtRandom(seed: 6));

        other.Evaluations.Select(evaluation => evaluation.Candidate).ShouldNotBe(one.Evaluations.Select(evaluation => evaluation.Candidate));
    }

    [Fact]
    public void Run_AtEveryTurn_AsManyAreUnderWayAsMayBeUntilTheBudgetIsPromised()
    {
        var underWay = new List<int>();
        Begin(Request).Run(open =>
        {
            underWay.Add(open.Count);
            return [open[0].Arrival];
        });

        underWay.Max().ShouldBe(6);
        underWay.SkipLast(6).ShouldAllBe(count => count == 6);
        underWay.TakeLast(6).ShouldBe([6, 5, 4, 3, 2, 1]);
    }

    [Fact]
    public void Run_WithRungs_StopsThoseBehindAtOnceAndSaysWhy()
    {
        var run = Begin(WithRungs with { Budgets = new() { Trainings = 60 } });
        run.Run(AtRandom(seed: 2));

        var stopped = run.Evaluations.Where(evaluation => evaluation.Status == EvaluationStatus.EarlyStopped).ToList();
        var completed = run.Evaluations.Where(evaluation => evaluation.Status == EvaluationStatus.Completed).ToList();
        (stopped.Count + completed.Count).ShouldBe(60);
        completed.Count.ShouldBeInRange(5, 20, "about one in nine goes all the way, and the first ones with nobody to compare with");
        completed.ShouldAllBe(evaluation => evaluation.Rungs!.Count == 3 && evaluation.Rungs.Take(2).All(rung => rung.Decision!.IsPromoted));
        stopped.Select(evaluation => evaluation.Rungs![^1].Decision!).ShouldAllBe(decision => !decision.IsPromoted && decision.Place > decision.LastPlaceKept);
        run.State.Budget.EpochsSpent.ShouldBe(run.Evaluations.Sum(evaluation => evaluation.Rungs![^1].Epochs));
        run.State.Budget.EpochsSaved.ShouldBe((60 * 9) - run.State.Budget.EpochsSpent);
    }

    [Fact]
    public void Run_BudgetOfEpochs_IsNeverOverrun()
    {
        var run = Begin(WithRungs with { Budgets = new() { Epochs = 100 } });
        var ends = AtRandom(seed: 4);
        run.Run(open =>
        {
            (run.State.Budget.EpochsSpent + run.State.Budget.EpochsReserved).ShouldBeLessThanOrEqualTo(100);
            return ends(open);
        }).ShouldBe(StopReason.BudgetEpochs);

        run.State.Budget.EpochsSpent.ShouldBeInRange(92, 100, "less than one whole training is left");
    }

    [Fact]
    public void Run_KnownConstraint_TellsTheAlgorithmWithoutATrainingAndGoesOn()
    {
        var request = Request with { Algorithm = new AlgorithmSpecification { Name = "random" }.Completed(), Budgets = new() { Evaluations = 60 } };
        var free = Begin(request);
        free.Run(AtRandom(seed: 9));
        var median = free.Evaluations.Select(evaluation => evaluation.Metrics[Metric.Parameters.Name]).Order().ElementAt(30);
        var run = Begin(request with { Constraints = [new() { Metric = Metric.Parameters.Name, AtMost = median }] });

        run.Run(AtRandom(seed: 9)).ShouldBe(StopReason.BudgetEvaluations);

        run.Evaluations.Count.ShouldBe(60);
        var infeasible = run.Evaluations.Where(evaluation => evaluation.Status == EvaluationStatus.Infeasible).ToList();
        infeasible.Count.ShouldBeInRange(10, 50);
        infeasible.ShouldAllBe(evaluation => evaluation.Cost.TrainedOn == null && evaluation.Metrics[Metric.Parameters.Name] > median);
        run.State.Budget.TrainingsUsed.ShouldBe(60 - infeasible.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_ImportedResults_AreToldBeforeTheFirstProposalAndNeverEvaluated(bool promotes)
    {
        var source = Begin(Request);
        source.Run(AtRandom(seed: 5));
        Evaluation[] rows = [.. source.Evaluations.Take(12)];
        var request = (promotes ? Promoting(WithRungs) : WithRungs) with
        {
            ImportFrom = new()
            {
                Rows = [.. rows.Select(row => new ImportedResult { Architecture = row.Architecture, Metrics = new Dictionary<string, double> { ["accuracy"] = row.Metrics["accuracy"] } })],
            },
            Seeds = [.. source.Evaluations.Skip(12).Take(2).Select(evaluation => evaluation.Architecture)],
            Constraints = [new() { Metric = Metric.Accuracy.Name, AtLeast = rows.Select(row => row.Metrics["accuracy"]).Order().ElementAt(2) }],
            Budgets = new() { Trainings = 20 },
        };
        var run = Begin(request);

        run.Run(AtRandom(seed: 6)).ShouldBe(StopReason.BudgetTrainings);

        run.Journal.Take(2).Select(turn => (turn.Arrivals.Count, turn.Wanted)).ShouldBe([(0, 12), (0, 6)]);
        run.Evaluations.Take(12).Select(evaluation => evaluation.Architecture).ShouldBe(rows.Select(row => row.Architecture));
        run.Evaluations.Take(12).ShouldAllBe(evaluation => evaluation.ImportedFrom == Importing.Rows && evaluation.Cost.TrainedOn == null && evaluation.Rungs == null);
        run.Evaluations.Take(12).Count(evaluation => evaluation.Status == EvaluationStatus.Infeasible).ShouldBe(2, "they break a constraint of this search");
        run.Evaluations.Skip(12).Select(evaluation => evaluation.Candidate).Intersect(rows.Select(row => row.Candidate)).ShouldBeEmpty();
        run.Evaluations.Where(evaluation => evaluation.Generation == 1).OrderBy(evaluation => evaluation.Index).Take(2).Select(evaluation => evaluation.Architecture)
            .ShouldBe(request.Seeds, "what failed elsewhere and is to be retried is among the seeds");
        run.Evaluations.Skip(12).Where(evaluation => evaluation.Generation == 1).ShouldContain(evaluation => evaluation.Parents.Count > 0, "the first that is bred knows what was imported");
        run.History.Take(10).Select(entry => entry.Candidate).ShouldBe(
            run.Evaluations.Take(12).Where(evaluation => evaluation.Status == EvaluationStatus.Completed).Select(evaluation => evaluation.Candidate));
        (run.State.Budget.TrainingsUsed, run.State.Budget.EvaluationsSpent).ShouldBe((20, 20));
        JournalReplay.FindDifference(request, request.Budgets, run.Journal, run.Evaluations, run.Front!).ShouldBeNull();
    }

    [Fact]
    public void Run_ReferencePointWithoutThresholds_WaitsForAsManyAsRunAtOnceAndAtLeastEight()
    {
        var run = Begin(Request);
        var known = new List<(int Completed, bool IsKnown)>();
        var ends = AtRandom(seed: 1);
        run.Run(open =>
        {
            known.Add((run.Evaluations.Count, run.Front!.ReferencePoint.Count > 0));
            return ends(open);
        });

        known.ShouldAllBe(turn => turn.IsKnown == turn.Completed >= 8);
        run.Front!.ReferencePointOrigin!.Evaluations.ShouldBe(8);
        run.History[^1].Hypervolume.ShouldBe(run.Front.Hypervolume);
    }

    [Fact]
    public void Run_FewerEvaluationsThanTheReferencePointWaitsFor_HasOneAtTheEnd()
    {
        var run = Begin(Request with { Budgets = new() { Trainings = 3 } });

        run.Run(AtRandom(seed: 1));

        run.Front!.ReferencePointOrigin!.Evaluations.ShouldBe(3);
        run.Front.Hypervolume.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Run_TargetHypervolumeReached_ProposesNothingMoreAndEndsWithWhatIsUnderWay()
    {
        var request = Request with { Objectives = [Request.Objectives[0] with { Threshold = 0 }, Request.Objectives[1] with { Threshold = 1e9 }] };
        var free = Begin(request);
        free.Run(AtRandom(seed: 1));
        var target = free.History[20].Hypervolume;
        var run = Begin(request with { Budgets = new() { Trainings = 40, TargetHypervolume = target } });

        run.Run(AtRandom(seed: 1)).ShouldBe(StopReason.TargetHypervolume);

        var reached = run.History.First(entry => entry.Hypervolume >= target).Evaluation;
        run.Evaluations.Count.ShouldBeInRange(reached, reached + 6);
        run.Evaluations.Count.ShouldBeLessThan(40);
    }

    [Fact]
    public void Run_NoImprovementWhileThereIsNoReferencePoint_DoesNotCount()
    {
        var run = Begin(Request with { Budgets = new() { Trainings = 40, NoImprovementEvaluations = 5 } });
        var withoutReference = new List<int>();
        var ends = AtRandom(seed: 1);
        run.Run(open =>
        {
            if (run.Front is { ReferencePoint.Count: 0, Members.Count: > 0 } front)
            {
                withoutReference.Add(front.EvaluationsWithoutImprovement);
            }

            return ends(open);
        });

        withoutReference.Count.ShouldBeGreaterThanOrEqualTo(5);
        withoutReference.ShouldAllBe(count => count == 0);
    }

    [Fact]
    public void Turn_Stopping_NothingGoesOnFromARung()
    {
        var run = Begin(WithRungs);
        run.Turn([]);
        run.Turn([new Arrival(0, 2), new Arrival(0, 4)], wanted: 0, isStopping: true);

        run.Evaluations.Select(evaluation => evaluation.Index).ShouldBe([2, 4]);
        run.Evaluations[0].Status.ShouldBe(EvaluationStatus.Abandoned);
        run.Evaluations[0].Error.ShouldBe("The search ended first. It was at rung 1.");
    }

    [Fact]
    public void Turn_ArrivalThatIsNotUnderWay_IsNamed()
    {
        var run = Begin(Request);
        run.Turn([]);

        Should.Throw<InvalidOperationException>(() => run.Turn([new Arrival(0, 9)])).Message.ShouldBe("Turn 1: candidate 9 of turn 0 is not in progress at rung 1.");
    }

    static string Json(Evaluation evaluation) => JsonSerializer.Serialize(evaluation, CoreJson.Default.Evaluation);
}
