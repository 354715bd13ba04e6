using Serverless.Core.Budgets;

namespace Serverless.Core.Tests.Budgets;

public sealed class BudgetLedgerTests
{
    static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    readonly BudgetLedger _ledger = new() { Limits = new BudgetLimits { Trainings = 10, Evaluations = 30, Generations = 4 } };

    [Fact]
    public void Reserve_WithinTheLimit_GrantsWhatIsWanted()
    {
        var (ledger, granted) = _ledger.Reserve(0, 6);

        granted.ShouldBe(6);
        ledger.TrainingsReserved.ShouldBe(6);
        ledger.TrainingsLeft.ShouldBe(4);
    }

    [Fact]
    public void Reserve_BeyondTheLimit_GrantsWhatIsLeft()
    {
        var settled = _ledger.Reserve(0, 6).Ledger.Settle(0, new GenerationUsage { TrainingsSpent = 6, Evaluations = 6 });

        settled.Reserve(1, 6).Granted.ShouldBe(4);
    }

    [Fact]
    public void Reserve_Repeated_ChangesNothingAlsoAfterTheSettlement()
    {
        var reserved = _ledger.Reserve(0, 6).Ledger;
        reserved.Reserve(0, 6).ShouldBe(new BudgetReservation(reserved, 6));

        var settled = reserved.Settle(0, new GenerationUsage { TrainingsSpent = 2 });
        settled.Reserve(0, 6).ShouldBe(new BudgetReservation(settled, 6));
    }

    [Fact]
    public void Reserve_NotLimited_GrantsEverything() =>
        new BudgetLedger { Limits = new BudgetLimits { Generations = 1 } }.Reserve(0, 1_000_000).Granted.ShouldBe(1_000_000);

    [Fact]
    public void Reserve_OutOfTurn_Throws()
    {
        var reserved = _ledger.Reserve(0, 1).Ledger;

        Should.Throw<InvalidOperationException>(() => reserved.Reserve(1, 1)).Message.ShouldContain("Generation 1 cannot reserve");
        Should.Throw<ArgumentOutOfRangeException>(() => _ledger.Reserve(0, -1));
    }

    [Fact]
    public void Settle_Generation_BooksItsUsageAndReleasesTheRest()
    {
        var usage = new GenerationUsage { TrainingsSpent = 3, TrainingsCached = 2, Evaluations = 8, WorkerSeconds = 12.5 };

        var settled = _ledger.Reserve(0, 6).Ledger.Settle(0, usage);

        settled.ShouldBe(_ledger with
        {
            TrainingsSpent = 3,
            TrainingsCached = 2,
            EvaluationsSpent = 8,
            GenerationsSpent = 1,
            WorkerSeconds = 12.5,
            ReservedGeneration = 0,
            TrainingsGranted = 6,
        });
        settled.TrainingsUsed.ShouldBe(5);
        settled.TrainingsLeft.ShouldBe(5, "what the cache answered counts like what was trained");
        settled.EvaluationsLeft.ShouldBe(22);
        settled.GenerationsLeft.ShouldBe(3);
    }

    [Fact]
    public void Settle_Repeated_ChangesNothing()
    {
        var settled = _ledger.Reserve(0, 6).Ledger.Settle(0, new GenerationUsage { TrainingsSpent = 3 });

        settled.Settle(0, new GenerationUsage { TrainingsSpent = 3 }).ShouldBe(settled);
    }

    [Fact]
    public void Settle_MoreThanItMay_Throws()
    {
        var reserved = _ledger.Reserve(0, 2).Ledger;

        Should.Throw<ArgumentOutOfRangeException>(() => reserved.Settle(0, new GenerationUsage { TrainingsSpent = 3 }));
        Should.Throw<ArgumentOutOfRangeException>(() => reserved.Settle(0, new GenerationUsage { TrainingsSpent = 1, TrainingsCached = 2 }));
        Should.Throw<ArgumentOutOfRangeException>(() => _ledger.Settle(0, new GenerationUsage { TrainingsSpent = 1 }));
        Should.Throw<ArgumentOutOfRangeException>(() => reserved.Settle(0, new GenerationUsage { Evaluations = 31 }));
        Should.Throw<ArgumentOutOfRangeException>(() => reserved.Settle(0, new GenerationUsage { TrainingsCached = -1 }));
        Should.Throw<ArgumentOutOfRangeException>(() => reserved.Settle(0, new GenerationUsage { WorkerSeconds = double.NaN }));
        Should.Throw<InvalidOperationException>(() => reserved.Settle(1, new GenerationUsage()));
    }

    [Theory]
    [InlineData(9, 29, 3, 99, null)]
    [InlineData(10, 30, 4, 100, StopReason.BudgetTrainings)]
    [InlineData(9, 30, 4, 100, StopReason.BudgetEvaluations)]
    [InlineData(9, 29, 4, 100, StopReason.BudgetGenerations)]
    [InlineData(9, 29, 3, 100, StopReason.BudgetWallClock)]
    public void Exhausted_LimitsUsedUp_NamesTheFirstInOrder(int trainings, int evaluations, int generations, int seconds, StopReason? expected)
    {
        var ledger = _ledger with
        {
            Limits = _ledger.Limits with { WallClockSeconds = 100 },
            TrainingsSpent = trainings,
            EvaluationsSpent = evaluations,
            GenerationsSpent = generations,
        };

        ledger.Exhausted(Start, Start.AddSeconds(seconds)).ShouldBe(expected);
    }

    [Fact]
    public void Exhausted_CachedResults_CountAsThoughTheyHadBeenPaidFor()
    {
        (_ledger with { TrainingsSpent = 4, TrainingsCached = 6 }).Exhausted(Start, Start).ShouldBe(StopReason.BudgetTrainings);
        var epochs = new BudgetLedger { Limits = new BudgetLimits { Epochs = 30 }, EpochsPerTraining = 9, EpochsSpent = 4, EpochsCached = 18 };
        epochs.Exhausted(Start, Start).ShouldBe(StopReason.BudgetEpochs);
        (epochs.EpochsUsed, epochs.EpochsLeft).ShouldBe((22, 8));
    }

    [Fact]
    public void Reserve_MoreUsedThanTheLimitByAnOlderCount_GrantsNothing() =>
        (_ledger with { TrainingsSpent = 8, TrainingsCached = 20 }).Reserve(0, 6).Granted.ShouldBe(0);

    [Fact]
    public void Exhausted_ReservedOrNotStartedOrNotLimited_IsNot()
    {
        _ledger.Reserve(0, 10).Ledger.Exhausted(Start, Start).ShouldBeNull();
        var wallClock = new BudgetLedger { Limits = new BudgetLimits { WallClockSeconds = 1 } };
        wallClock.Exhausted(null, Start).ShouldBeNull();
        wallClock.WallClockLeft(Start, Start.AddSeconds(5)).ShouldBe(TimeSpan.Zero);
        wallClock.WallClockLeft(Start, Start).ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void WallClockLeft_AfterPauses_CountsTheRunningTimeOnly()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var ledger = new BudgetLedger { Limits = new BudgetLimits { WallClockSeconds = 60 }, PausedSeconds = 600 };

        ledger.Deadline(start).ShouldBe(start.AddSeconds(660));
        ledger.WallClockLeft(start, start.AddSeconds(650)).ShouldBe(TimeSpan.FromSeconds(10));
        ledger.Exhausted(start, start.AddSeconds(659)).ShouldBeNull();
        ledger.Exhausted(start, start.AddSeconds(660)).ShouldBe(StopReason.BudgetWallClock);
        ledger.Deadline(null).ShouldBeNull();
        (ledger with { Limits = new BudgetLimits { Trainings = 1 } }).Deadline(start).ShouldBeNull();
    }
}
