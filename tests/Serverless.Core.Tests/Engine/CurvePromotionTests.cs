using System.Text.Json;
using Serverless.Core.Budgets;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using static Serverless.Core.Tests.Engine.AsynchronousSamples;

namespace Serverless.Core.Tests.Engine;

/// <summary>Searches that stop trainings by their learning curves.</summary>
public sealed class CurvePromotionTests
{
    static readonly SearchRequest Curves = WithRungs with
    {
        Promotion = new() { ReductionFactor = 1, Rule = RungRule.LearningCurves, LeastChance = 0.25, WholeCurves = 8 },
        Budgets = new() { Trainings = 60 },
    };

    [Fact]
    public void Run_Asynchronous_StopsByChanceOnceThereAreWholeCurvesAndIsReplayedFromItsJournal()
    {
        var run = Begin(Curves);
        run.Run(AtRandom(seed: 5)).ShouldBe(StopReason.BudgetTrainings);
        var replayed = Begin(Curves);
        foreach (var turn in run.Journal)
        {
            replayed.Turn(turn.Arrivals);
        }

        ShouldKeepToTheRule(run.Evaluations, run.State, trainings: 60);
        replayed.Evaluations.Select(Json).ShouldBe(run.Evaluations.Select(Json));
        JournalReplay.FindDifference(Curves, Curves.Budgets, run.Journal, run.Evaluations, run.Front!).ShouldBeNull();
    }

    [Fact]
    public void Run_Synchronous_StopsByChanceFromTheGenerationOnThatHasWholeCurves()
    {
        var request = Curves with { Budgets = new() { Trainings = 56 } };
        var run = BeginSynchronous(request);
        run.Run(CancellationToken.None);

        ShouldKeepToTheRule(run.Evaluations, run.State, trainings: 56);
        run.Evaluations.Take(8).ShouldAllBe(evaluation => evaluation.Status == EvaluationStatus.Completed);
        var again = BeginSynchronous(request);
        again.Run(CancellationToken.None);
        again.Evaluations.Select(Json).ShouldBe(run.Evaluations.Select(Json));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_BudgetOfEpochs_IsNeverOverrun(bool isAsynchronous)
    {
        var request = Curves with { Budgets = new() { Epochs = 200 } };
        SearchDocument state;
        if (isAsynchronous)
        {
            var run = Begin(request);
            run.Run(open =>
            {
                (run.State.Budget.EpochsSpent + run.State.Budget.EpochsReserved).ShouldBeLessThanOrEqualTo(200);
                return [open[0].Arrival];
            });
            state = run.State;
        }
        else
        {
            var run = BeginSynchronous(request);
            run.Run(CancellationToken.None);
            state = run.State;
        }

        state.Budget.EpochsSpent.ShouldBeInRange(192, 200, "less than one whole training is left");
        state.Budget.EpochsSaved.ShouldBeGreaterThan(0);
    }

    static void ShouldKeepToTheRule(IReadOnlyList<Evaluation> evaluations, SearchDocument state, int trainings)
    {
        var decisions = evaluations.SelectMany(evaluation => evaluation.Rungs!).Select(rung => rung.Decision).OfType<PromotionDecision>().ToList();
        var stopped = evaluations.Where(evaluation => evaluation.Status == EvaluationStatus.EarlyStopped).ToList();
        (evaluations.Count, stopped.Count + evaluations.Count(evaluation => evaluation.Status == EvaluationStatus.Completed)).ShouldBe((trainings, trainings));
        stopped.Count.ShouldBeInRange(10, 50);
        decisions.ShouldAllBe(decision => decision.Rule == CurveRule.Name && decision.IsPromoted == (decision.Chance == null || decision.Chance >= 0.25));
        decisions.Where(decision => decision.WholeCurves < 8).ShouldAllBe(decision => decision.IsPromoted);
        decisions.Where(decision => !decision.IsPromoted).ShouldAllBe(decision => decision.WholeCurves >= 8);
        state.Budget.EpochsSpent.ShouldBe(evaluations.Sum(evaluation => evaluation.Rungs![^1].Epochs));
        state.Budget.EpochsSaved.ShouldBe((trainings * 9) - state.Budget.EpochsSpent);
    }

    static string Json(Evaluation evaluation) => JsonSerializer.Serialize(evaluation, CoreJson.Default.Evaluation);
}
