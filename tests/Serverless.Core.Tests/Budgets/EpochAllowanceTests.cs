using Serverless.Core.Budgets;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Tests.Budgets;

public sealed class EpochAllowanceTests
{
    [Theory]
    [InlineData(60, 0, 0, 2.0, 30)]
    [InlineData(60, 20, 5, 2.0, 10)]
    [InlineData(30, 0, 0, 0.1, 300)]
    [InlineData(60, 0, 0, null, int.MaxValue)]
    [InlineData(60, 0, 8, 2.0, int.MaxValue)]
    [InlineData(60, 60, 8, 2.0, 0)]
    [InlineData(60, 71.5, 0, null, 0)]
    public void AffordableEpochs_WhatWasSpentAndOnHowMany_IsByTheirAverage(double limit, double spent, int epochs, double? first, int affordable) =>
        new EpochAllowance(limit, spent, epochs, first).AffordableEpochs.ShouldBe(affordable);

    [Fact]
    public void Plus_SlowerTrainings_MakesWhatIsLeftEnoughForFewer() =>
        new EpochAllowance(60, 20, 10).Plus(20, 2).AffordableEpochs.ShouldBe(6, "20 seconds are left, of 40 for 12 epochs");

    [Fact]
    public void Reserve_GpuSecondsThatAreNotEnoughForAll_BeginsAsManyAsTheLadderTakesUpToTheTop()
    {
        var ladder = RungLadder.Of(new TrainingRecipe { Epochs = 9, Rungs = [1, 3, 9] });
        var ledger = new BudgetLedger { Limits = new() { GpuSeconds = 24, GpuSecondsPerEpoch = 2 }, EpochsPerTraining = 9 };

        var (reserved, granted) = ledger.Reserve(0, 10, ladder);

        granted.ShouldBe(4, "4 + 2 + 6 epochs of 2 seconds each");
        (reserved.EpochsReserved, reserved.GpuSecondsReserved).ShouldBe((12, 24));
        var settled = reserved.Settle(0, new() { TrainingsSpent = 4, Epochs = 12, GpuSeconds = 6 });
        (settled.GpuSecondsReserved, settled.GpuSecondsSpent).ShouldBe((0, 6));
        settled.Exhausted(null, default).ShouldBeNull();
        settled.Reserve(1, 100, ladder).Granted.ShouldBe(17, "an epoch took half a second, so 18 seconds are enough for 36: 17 + 10 + 6");
    }

    [Fact]
    public void Exhausted_NotEnoughForOneWholeTraining_SaysSo()
    {
        var ledger = new BudgetLedger { Limits = new() { GpuSeconds = 20, WallClockSeconds = 60 }, EpochsPerTraining = 3, EpochsSpent = 6, GpuSecondsSpent = 12 };

        ledger.Exhausted(null, default).ShouldBeNull("six seconds of the eight left");
        (ledger with { GpuSecondsSpent = 14 }).Exhausted(null, default).ShouldBe(StopReason.BudgetGpuSeconds);
    }
}
