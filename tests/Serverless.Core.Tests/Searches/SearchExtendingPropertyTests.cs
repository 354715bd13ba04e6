using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Budgets;
using Serverless.Core.Searches;

namespace Serverless.Core.Tests.Searches;

/// <summary>Searches that run, end, and get more budget, with every extension requested more than once.</summary>
public sealed class SearchExtendingPropertyTests
{
    static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void WallClock_AnySequenceOfRunsAndExtensions_RunsForTheSumOfItsBudgetsAndNoLonger()
    {
        var rounds =
            from added in Gen.Choose(1, 1_000)
            from overrun in Gen.Choose(0, 500)
            from rest in Gen.Choose(0, 100_000)
            select (Added: added, Overrun: overrun, Idle: rest);

        Prop.ForAll(rounds.NonEmptyListOf().ToArbitrary(), list =>
        {
            var now = Start;
            var state = new SearchDocument
            {
                Id = "s1",
                State = SearchStatus.Running,
                CreatedAt = Start,
                StartedAt = Start,
                Budget = new() { Limits = new() { WallClockSeconds = 60 } },
            };
            var ran = TimeSpan.Zero;
            foreach (var (added, overrun, rest) in list)
            {
                // It runs until its clock says stop, tests for a while, has ended, and lies there.
                var left = state.Budget.WallClockLeft(Start, now)!.Value;
                ran += left;
                now += left;
                state.Budget.Exhausted(Start, now).ShouldBe(StopReason.BudgetWallClock);
                now = now.AddSeconds(overrun);
                state = state with { State = SearchStatus.Completed, StopReason = StopReason.BudgetWallClock, CompletedAt = now };
                now = now.AddSeconds(rest);
                var extension = new SearchExtension { Id = $"{now.Ticks}-{ran.Ticks}", At = now, Added = new() { WallClockSeconds = added } };
                SearchExtending.Faults(state, extension).ShouldBeEmpty();
                state = SearchExtending.Apply(state, extension)!;
                SearchExtending.Apply(state, extension).ShouldBeNull();
                state.Budget.WallClockLeft(Start, now).ShouldBe(TimeSpan.FromSeconds(added), "what is added is added whole");
            }

            (ran + state.Budget.WallClockLeft(Start, now)!.Value).TotalSeconds.ShouldBe(60 + list.Sum(round => round.Added), tolerance: 1e-3);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Trainings_AnySequenceOfExtensions_AreNeverOverrunAndAllCanBeSpent()
    {
        Prop.ForAll(Gen.Choose(1, 20).NonEmptyListOf().ToArbitrary(), additions =>
        {
            var state = new SearchDocument
            {
                Id = "s1",
                State = SearchStatus.Running,
                CreatedAt = Start,
                Budget = new() { Limits = new() { Trainings = 5 } },
            };
            foreach (var (index, added) in additions.Index())
            {
                state = SearchExtending.Apply(Spend(state), new() { Id = $"{index}", At = Start, Added = new() { Trainings = added } })!;
            }

            state = Spend(state);
            state.Budget.TrainingsSpent.ShouldBe(5 + additions.Sum());
            state.Extensions!.Select(extension => extension.Added.Trainings!.Value).ShouldBe(additions);
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>Runs generations of four until the trainings are used up, and ends.</summary>
    static SearchDocument Spend(SearchDocument state)
    {
        var ledger = state.Budget;
        while (ledger.Exhausted(null, Start) is null)
        {
            var (reserved, granted) = ledger.Reserve(ledger.GenerationsSpent, 4);
            (reserved.TrainingsSpent + reserved.TrainingsReserved).ShouldBeLessThanOrEqualTo(reserved.Limits.Trainings!.Value);
            ledger = reserved.Settle(ledger.GenerationsSpent, new() { Evaluations = 4, TrainingsSpent = granted });
        }

        return state with { State = SearchStatus.Completed, StopReason = StopReason.BudgetTrainings, CompletedAt = Start, Budget = ledger };
    }
}
