using Serverless.Core.Evaluations;
using Serverless.Core.Budgets;
using Serverless.Core.Fidelities;

namespace Serverless.Core.Tests.Budgets;

/// <summary>A ledger of a search that limits its cost, whose trainings take three epochs.</summary>
public sealed class CostBudgetTests
{
    const int Epochs = 3;

    // A second on a CPU costs 1, on a CUDA device 10.
    static readonly BudgetLedger Ledger = new()
    {
        Limits = new() { Cost = 120, Prices = new() { Currency = "EUR", CpuPerHour = 3600, CudaPerHour = 36_000 } },
        EpochsPerTraining = Epochs,
    };

    static RungLadder Ladder => RungLadder.Of([Epochs], 1);

    [Fact]
    public void Settle_CpuAndCudaSeconds_CountsWhatTheyCostAndExpectsAsMuchOfLaterEpochs()
    {
        var first = Ledger.Reserve(0, 4, Ladder);
        first.Granted.ShouldBe(4, "nothing is known of what an epoch costs yet");

        var settled = first.Ledger.Settle(0, Used(trainings: 4, workerSeconds: 24, gpuSeconds: 2));
        var second = settled.Reserve(1, 20, Ladder);

        settled.CostSpent.ShouldBe(22 + 20);
        second.Granted.ShouldBe(7, "an epoch costs 3.5, a training 10.5, and 78 is left");
        second.Ledger.CostReserved.ShouldBe(7 * 10.5, 1e-9);
    }

    [Fact]
    public void Exhausted_LessLeftThanATrainingCosts_NamesTheCost()
    {
        var settled = Ledger.Reserve(0, 10, Ladder).Ledger.Settle(0, Used(trainings: 10, workerSeconds: 110, gpuSeconds: 0));

        settled.Exhausted(null, DateTimeOffset.UnixEpoch).ShouldBe(StopReason.BudgetCost, "a training costs 11, and 10 is left");
        (settled with { Limits = settled.Limits.Plus(new() { Cost = 5 }) }).Exhausted(null, DateTimeOffset.UnixEpoch).ShouldBeNull();
    }

    [Fact]
    public void Reserve_GpuSecondsLimitedToo_GrantsWhatBothAreEnoughFor()
    {
        var both = Ledger with { Limits = Ledger.Limits with { GpuSeconds = 8 } };
        var settled = both.Reserve(0, 2, Ladder).Ledger.Settle(0, Used(trainings: 2, workerSeconds: 2, gpuSeconds: 2));

        settled.Reserve(1, 20, Ladder).Granted.ShouldBe(6, "a training takes one GPU second and costs 10: six seconds are left, and 100");
        settled.AffordableEpochs(new EvaluationCost { TrainingSeconds = 5, GpuSeconds = 5, Epochs = 15 }).ShouldBe(3, "one GPU second is left");
    }

    static GenerationUsage Used(int trainings, double workerSeconds, double gpuSeconds) => new()
    {
        TrainingsSpent = trainings,
        Evaluations = trainings,
        Epochs = trainings * Epochs,
        WorkerSeconds = workerSeconds,
        GpuSeconds = gpuSeconds,
    };
}
