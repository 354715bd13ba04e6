using Serverless.Core.Budgets;

namespace Serverless.Core.Tests.Budgets;

public sealed class TrainingShareTests
{
    static readonly TrainingShare[] Wanted = [new(1, false), new(6, true), new(3, false), new(2, true), new(1, false)];

    [Theory]
    [InlineData(null, null, 5, 3, 13)]
    [InlineData(null, 10, 3, 2, 10)]
    [InlineData(null, 9, 2, 1, 7)]
    [InlineData(2, null, 4, 2, 12)]
    [InlineData(1, 100, 2, 1, 7)]
    public void Reserve_SharesOfATraining_GrantsTheFirstThatEveryLimitCovers(int? trainings, int? epochs, int granted, int trained, int promised)
    {
        var ledger = new BudgetLedger { Limits = new() { Trainings = trainings, Epochs = epochs }, EpochsPerTraining = 9 };

        var reservation = ledger.Reserve(0, Wanted);

        reservation.Granted.ShouldBe(granted);
        (reservation.Ledger.TrainingsReserved, reservation.Ledger.EpochsReserved).ShouldBe((trained, promised));
        reservation.Ledger.Reserve(0, Wanted).ShouldBe(reservation, "a repeated reservation grants what the first did");
        Should.Throw<InvalidOperationException>(() => reservation.Ledger.Reserve(1, Wanted)).Message.ShouldContain("0 are settled");
    }
}
