using Serverless.Core.Budgets;
using Serverless.Core.Searches;

namespace Serverless.Core.Tests.Searches;

public sealed class SearchExtendingTests
{
    static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    static readonly SearchDocument Running = new()
    {
        Id = "s1",
        State = SearchStatus.Running,
        CreatedAt = Start,
        StartedAt = Start,
        Generation = 3,
        Budget = new() { Limits = new() { Trainings = 10, WallClockSeconds = 60 }, TrainingsSpent = 10, PausedSeconds = 5 },
    };

    static readonly SearchDocument Ended = Running with
    {
        State = SearchStatus.Completed,
        StopReason = StopReason.BudgetTrainings,
        CompletedAt = Start.AddSeconds(40),
        PauseRequestedAt = Start.AddSeconds(39),
        ResumesAt = Start.AddHours(8),
        Error = "A test is missing.",
    };

    [Fact]
    public void Apply_Running_RaisesTheLimitsAndNotesIt()
    {
        var extended = SearchExtending.Apply(Running, Extension(trainings: 4)).ShouldNotBeNull();

        extended.Budget.ShouldBe(Running.Budget with { Limits = new() { Trainings = 14, WallClockSeconds = 60 } });
        extended.State.ShouldBe(SearchStatus.Running);
        extended.Extensions.ShouldHaveSingleItem().ShouldBe(Extension(trainings: 4) with { Generation = 3 });
    }

    [Fact]
    public void Apply_Ended_RunsAgainAndTheTimeInBetweenDoesNotCount()
    {
        var extended = SearchExtending.Apply(Ended, Extension(trainings: 4, after: 1000)).ShouldNotBeNull();

        (extended.State, extended.StopReason, extended.CompletedAt, extended.Error).ShouldBe((SearchStatus.Running, null, null, null));
        (extended.PauseRequestedAt, extended.ResumesAt).ShouldBe((null, null), "a pause that the end overtook is over");
        extended.Budget.PausedSeconds.ShouldBe(5 + 960);
        extended.Budget.WallClockLeft(Start, Start.AddSeconds(1000)).ShouldBe(TimeSpan.FromSeconds(25), "35 of 60 seconds were used");
        extended.Extensions.ShouldHaveSingleItem().ShouldBe(
            Extension(trainings: 4, after: 1000) with { Generation = 3, StopReason = StopReason.BudgetTrainings, EndedAt = Ended.CompletedAt });
    }

    [Fact]
    public void Apply_WallClockUsedUpLongBeforeTheEnd_AddsWhatIsAddedWhole()
    {
        var overrun = Ended with { StopReason = StopReason.BudgetWallClock, CompletedAt = Start.AddSeconds(300) };

        var extended = SearchExtending.Apply(overrun, Extension(seconds: 20, after: 1000)).ShouldNotBeNull();

        extended.Budget.WallClockLeft(Start, Start.AddSeconds(1000)).ShouldBe(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Apply_WallClockUsedUpAndEnding_AddsWhatIsAddedWhole() =>
        SearchExtending.Apply(Running, Extension(seconds: 20, after: 100)).ShouldNotBeNull()
            .Budget.WallClockLeft(Start, Start.AddSeconds(100)).ShouldBe(TimeSpan.FromSeconds(20));

    [Fact]
    public void Apply_Paused_StaysPausedAndItsClockStandsStill()
    {
        var paused = Running with { State = SearchStatus.Paused, PausedAt = Start.AddSeconds(30), PauseRequestedAt = Start.AddSeconds(29), ResumesAt = Start.AddHours(1) };

        var extended = SearchExtending.Apply(paused, Extension(seconds: 20, after: 1000)).ShouldNotBeNull();

        (extended.State, extended.PausedAt, extended.PauseRequestedAt, extended.ResumesAt)
            .ShouldBe((paused.State, paused.PausedAt, paused.PauseRequestedAt, paused.ResumesAt));
        extended.Budget.PausedSeconds.ShouldBe(5);
        extended.Budget.WallClockLeft(Start, Start.AddSeconds(30)).ShouldBe(TimeSpan.FromSeconds(55));
    }

    [Theory]
    [InlineData(SearchStatus.Pending)]
    [InlineData(SearchStatus.Running)]
    [InlineData(SearchStatus.Completed)]
    public void Apply_Repeated_ChangesNothing(SearchStatus status)
    {
        var state = status == SearchStatus.Completed ? Ended : Running with { State = status };
        var extended = SearchExtending.Apply(state, Extension(trainings: 4)).ShouldNotBeNull();

        SearchExtending.Apply(extended, Extension(trainings: 4)).ShouldBeNull();
        SearchExtending.Apply(extended with { State = SearchStatus.Completed, StopReason = StopReason.BudgetTrainings }, Extension(trainings: 4, after: 9))
            .ShouldBeNull("an old start that comes late must not run it again");
    }

    [Theory]
    [InlineData(SearchStatus.Pending, null, true)]
    [InlineData(SearchStatus.Running, null, true)]
    [InlineData(SearchStatus.Paused, null, true)]
    [InlineData(SearchStatus.Completed, StopReason.BudgetTrainings, true)]
    [InlineData(SearchStatus.Completed, StopReason.BudgetEvaluations, true)]
    [InlineData(SearchStatus.Completed, StopReason.BudgetGenerations, true)]
    [InlineData(SearchStatus.Completed, StopReason.BudgetWallClock, true)]
    [InlineData(SearchStatus.Completed, StopReason.BudgetGpuSeconds, true)]
    [InlineData(SearchStatus.Completed, StopReason.NoImprovementGenerations, true)]
    [InlineData(SearchStatus.Completed, StopReason.NoImprovementEvaluations, true)]
    [InlineData(SearchStatus.Completed, StopReason.TargetHypervolume, true)]
    [InlineData(SearchStatus.Completed, StopReason.SpaceExhausted, false)]
    [InlineData(SearchStatus.Cancelled, StopReason.Cancelled, false)]
    [InlineData(SearchStatus.Failed, StopReason.Failed, false)]
    public void IsPossible_EveryWayToEnd_FollowsTheTable(SearchStatus status, StopReason? reason, bool expected)
    {
        var state = Ended with { State = status, StopReason = reason };

        SearchExtending.IsPossible(state).ShouldBe(expected);
        (SearchExtending.Apply(state, Extension(trainings: 1)) is not null).ShouldBe(expected);
    }

    [Fact]
    public void Faults_LimitsThatAreNotThereOrTooLarge_AreNamedTogether()
    {
        var extension = Extension(trainings: 999_991, seconds: 1) with
        {
            Added = new() { Trainings = 999_991, Evaluations = 1, Generations = 1 },
        };

        SearchExtending.Faults(Running, extension).Select(fault => fault.Pointer)
            .ShouldBe(["/budgets/trainings", "/budgets/evaluations", "/budgets/generations"]);
    }

    [Fact]
    public void Faults_EndedAndStillUsedUp_NamesWhatIsMissing()
    {
        var state = Ended with { CompletedAt = Start.AddSeconds(70), StopReason = StopReason.BudgetWallClock };

        SearchExtending.Faults(state, Extension(trainings: 1, after: 100)).ShouldHaveSingleItem().Pointer.ShouldBe("/budgets/wallClockSeconds");
        SearchExtending.Faults(state, Extension(seconds: 1, after: 100)).ShouldHaveSingleItem().Pointer.ShouldBe("/budgets/trainings");
        SearchExtending.Faults(state, Extension(trainings: 1, seconds: 1, after: 100)).ShouldBeEmpty();
        SearchExtending.Faults(Running, Extension(seconds: 1)).ShouldBeEmpty("a search that runs may get more of anything");
    }

    [Fact]
    public void Faults_JudgedByTheFront_TellsHowMuchIsMissingBeyondWhatItHasReached()
    {
        var state = Ended with
        {
            StopReason = StopReason.TargetHypervolume,
            Budget = new()
            {
                Limits = new() { Trainings = 10, TargetHypervolume = 50, NoImprovementEvaluations = 12 },
                Hypervolume = 57.5,
                EvaluationsWithoutImprovement = 16,
            },
        };
        var tooLittle = Extension(trainings: 3) with { Added = new() { Trainings = 3, TargetHypervolume = 7.5, NoImprovementEvaluations = 4 } };
        var enough = tooLittle with { Added = new() { TargetHypervolume = 7.75, NoImprovementEvaluations = 5 } };

        SearchExtending.Faults(state, tooLittle).Select(fault => (fault.Pointer, fault.Message)).ShouldBe(
        [
            ("/budgets/targetHypervolume", "The limit of 50 is used up: add more than 7.5, or the search cannot go on."),
            ("/budgets/noImprovementEvaluations", "The limit of 12 is used up: add more than 4, or the search cannot go on."),
        ]);
        SearchExtending.Faults(state, enough).ShouldBeEmpty();
        SearchExtending.Apply(state, enough).ShouldNotBeNull().Budget.Limits.ShouldBe(
            new BudgetLimits { Trainings = 10, TargetHypervolume = 57.75, NoImprovementEvaluations = 17 });
    }

    [Fact]
    public void Faults_GpuSecondsThatAreNotEnoughForATraining_TellsHowManyAre()
    {
        var state = Ended with
        {
            StopReason = StopReason.BudgetGpuSeconds,
            Budget = new() { Limits = new() { Generations = 10, GpuSeconds = 60, GpuSecondsPerEpoch = 1 }, EpochsPerTraining = 3, EpochsSpent = 10, GpuSecondsSpent = 61 },
        };

        SearchExtending.Faults(state, Extension() with { Added = new() { GpuSeconds = 19 } }).ShouldHaveSingleItem().Message
            .ShouldBe("The limit of 60 is used up: add more than 20, or the search cannot go on.");
        SearchExtending.Apply(state, Extension() with { Added = new() { GpuSeconds = 21 } }).ShouldNotBeNull().Budget.Limits.ShouldBe(
            new BudgetLimits { Generations = 10, GpuSeconds = 81, GpuSecondsPerEpoch = 1 });
    }

    static SearchExtension Extension(int? trainings = null, double? seconds = null, double after = 50) => new()
    {
        Id = SearchExtension.IdOf("key"),
        At = Start.AddSeconds(after),
        Added = new() { Trainings = trainings, WallClockSeconds = seconds },
    };
}
