using Serverless.Application.Jobs;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Orchestrations;

/// <summary>Turns of asynchronous searches, with activity results that each test determines.</summary>
public sealed class AsynchronousSearchTests
{
    static readonly DateTimeOffset Begun = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly JobRetryOptions Jobs = new(TimeSpan.FromMinutes(15), 3);

    readonly Queue<TurnTaken> _answers = new();
    DateTimeOffset _deadline = Begun.AddHours(1);

    [Fact]
    public async Task Run_FirstTurn_WaitsForNothingAndLeavesTheEvaluationsToTheNext()
    {
        var run = Search(null, Taken(open: 4));

        await run.Start(SearchOrchestrator.RunAsync);

        var input = run.InputsOf<TakeTurnInput>(FunctionNames.TakeTurn).ShouldHaveSingleItem();
        (input.Turn, input.Heard.Count, input.LooksAtAll, input.IsStopping).ShouldBe((0, 0, false, false));
        Next(run).Generation.ShouldBe(1);
        (Next(run).Asynchronous!.Open, Next(run).Asynchronous!.IsDue, Next(run).Asynchronous!.Heard!.Count).ShouldBe((4, false, 0));
        run.Timers.ShouldAllBe(timer => !timer.IsOpen);
    }

    [Fact]
    public async Task Run_OneEnds_IsTakenInAtOnceWithWhatEndedMeanwhile()
    {
        var run = Search(new AsynchronousState(Open: 3, IsDue: false), Taken(open: 3));
        run.Raise(EventNames.Ended, Ended(0, 2));
        run.Raise(EventNames.Ended, Ended(0, 1));

        await run.Start(SearchOrchestrator.RunAsync);

        run.InputsOf<TakeTurnInput>(FunctionNames.TakeTurn).ShouldHaveSingleItem().Heard.ShouldBe([new Arrival(0, 2), new Arrival(0, 1)]);
    }

    [Fact]
    public async Task Run_EndsWhileTheTurnIsTaken_IsLeftToTheNextTurn()
    {
        var run = Search(new AsynchronousState(Open: 2, IsDue: false), Taken(open: 2));
        run.On<TakeTurnInput>(FunctionNames.TakeTurn, _ =>
        {
            run.Raise(EventNames.Ended, Ended(1, 0));
            return Taken(open: 2);
        });
        run.Raise(EventNames.Ended, Ended(0, 0));

        await run.Start(SearchOrchestrator.RunAsync);
        await run.Continue(SearchOrchestrator.RunAsync);

        run.InputsOf<TakeTurnInput>(FunctionNames.TakeTurn).Select(input => input.Heard.ShouldHaveSingleItem()).ShouldBe([new Arrival(0, 0), new Arrival(1, 0)]);
    }

    [Fact]
    public async Task Run_NothingIsHeard_LooksAtAllAndWaitsTwiceAsLongNextTime()
    {
        var nothing = Taken(open: 2) with { IsTaken = false };
        var run = Search(new AsynchronousState(Open: 2, IsDue: false), nothing, nothing);

        var turn = run.Start(SearchOrchestrator.RunAsync);
        run.FireTimer();
        await turn;
        var first = run.CurrentUtcDateTime;
        turn = run.Continue(SearchOrchestrator.RunAsync);
        run.FireTimer();
        await turn;

        run.InputsOf<TakeTurnInput>(FunctionNames.TakeTurn).ShouldAllBe(input => input.LooksAtAll && input.Turn == 1);
        (first - Begun.UtcDateTime).ShouldBe(TimeSpan.FromSeconds(30));
        (run.CurrentUtcDateTime - first).ShouldBe(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Cancel_WhileEvaluationsRun_StopsThemAndEndsWhenAllHaveEnded()
    {
        var run = Search(new AsynchronousState(Open: 2, IsDue: false), Taken(open: 1), Taken(open: 0));
        var turn = run.Start(SearchOrchestrator.RunAsync);

        run.Raise(EventNames.Cancel, "please");
        Signals(run).ShouldBe([EventNames.Stop]);
        run.Raise(EventNames.Ended, Ended(0, 0));
        await turn;
        turn = run.Continue(SearchOrchestrator.RunAsync);
        run.FireTimer();
        await turn;

        Signals(run).ShouldBe([EventNames.Stop, EventNames.Stop], "those that are silent are told again");
        run.InputsOf<TakeTurnInput>(FunctionNames.TakeTurn).ShouldAllBe(input => input.IsStopping);
        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.Cancelled);
        run.NextInput.ShouldBeNull();
    }

    [Fact]
    public async Task Run_Deadline_StopsWhatRunsAndEndsForIt()
    {
        _deadline = Begun.AddSeconds(20);
        var run = Search(new AsynchronousState(Open: 1, IsDue: false), Taken(open: 0));
        run.On<PaceSearchInput>(FunctionNames.PaceSearch, _ => new SearchPacing(IsPaused: false, _deadline));
        var turn = run.Start(SearchOrchestrator.RunAsync);

        run.FireTimer();
        Signals(run).ShouldBe([EventNames.Stop]);
        run.Raise(EventNames.Ended, Ended(0, 0));
        await EndTestsAsync(run, turn, generation: 2);

        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.BudgetWallClock);
    }

    [Fact]
    public async Task Run_BudgetUsedUp_EndsOnlyWhenNothingIsUnderWay()
    {
        var run = Search(new AsynchronousState(Open: 2, IsDue: false), Taken(open: 1), Taken(open: 0) with { StopReason = StopReason.BudgetTrainings });
        run.Raise(EventNames.Ended, Ended(0, 0));
        await run.Start(SearchOrchestrator.RunAsync);
        run.Calls.ShouldNotContain(call => call.Name == FunctionNames.EndSearch);

        var turn = run.Continue(SearchOrchestrator.RunAsync);
        run.Raise(EventNames.Ended, Ended(0, 1));
        await EndTestsAsync(run, turn, generation: 3);

        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.BudgetTrainings);
    }

    [Fact]
    public async Task Run_NothingUnderWayAndSomeWaitAtARung_TakesOneMoreTurnAtOnceAndEndsThen()
    {
        var run = Search(new AsynchronousState(Open: 1, IsDue: false), Taken(open: 0) with { IsDue = true, Waiting = 3 }, Taken(open: 0) with { StopReason = StopReason.BudgetTrainings });
        run.Raise(EventNames.Ended, Ended(0, 0));
        await run.Start(SearchOrchestrator.RunAsync);
        run.Calls.ShouldNotContain(call => call.Name == FunctionNames.EndSearch);

        await EndTestsAsync(run, run.Continue(SearchOrchestrator.RunAsync), generation: 3);

        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.BudgetTrainings);
    }

    [Fact]
    public async Task Run_FailureThatNoRetryHelps_StopsTheOthersAndFailsWhenTheyHaveEnded()
    {
        var failures = new FailureCount().Add(new EvaluationFailure("There is no such file.", IsShared: true));
        var run = Search(new AsynchronousState(Open: 2, IsDue: false), Taken(open: 1) with { Failures = failures, Verdict = failures.Verdict(null) }, Taken(open: 0));
        run.Raise(EventNames.Ended, Ended(0, 0));
        await run.Start(SearchOrchestrator.RunAsync);
        Signals(run).ShouldBe([EventNames.Stop]);
        run.Calls.ShouldNotContain(call => call.Name == FunctionNames.FailSearch);

        var turn = run.Continue(SearchOrchestrator.RunAsync);
        run.Raise(EventNames.Ended, Ended(0, 1));
        await turn;

        run.InputsOf<FailSearchInput>(FunctionNames.FailSearch).ShouldHaveSingleItem().Error.ShouldContain("There is no such file.");
        run.NextInput.ShouldBeNull();
    }

    [Fact]
    public async Task Run_EvaluationThatBroke_FailsTheSearchWithItsError()
    {
        var run = Search(new AsynchronousState(Open: 2, IsDue: false), Taken(open: 2) with { IsTaken = false });
        run.Raise(EventNames.Ended, new EndedEvaluation(new Arrival(0, 1), "Blob 'searches/s1/request.json' is not well-formed."));

        await run.Start(SearchOrchestrator.RunAsync);

        run.InputsOf<FailSearchInput>(FunctionNames.FailSearch).ShouldHaveSingleItem().Error.ShouldBe("Blob 'searches/s1/request.json' is not well-formed.");
        Signals(run).ShouldBe([EventNames.Stop]);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 2, 1)]
    public async Task Run_TurnThatFails_StopsWhatIsUnderWayAndFailsTheSearch(bool hasWritten, params int[] signalled)
    {
        var run = Search(new AsynchronousState(Open: 2, IsDue: false))
            .On<TakeTurnInput>(FunctionNames.TakeTurn, _ => throw new InvalidOperationException("Blob 'searches/s1/front.json' is broken."))
            .On<SignalEvaluationsInput>(FunctionNames.SignalEvaluations, input => hasWritten || input.Turn == 1 ? null : throw new InvalidOperationException("It is missing."));
        run.Raise(EventNames.Ended, Ended(0, 0));

        await run.Start(SearchOrchestrator.RunAsync);

        run.InputsOf<SignalEvaluationsInput>(FunctionNames.SignalEvaluations).Select(input => input.Turn).ShouldBe(signalled);
        Signals(run).ShouldAllBe(signal => signal == EventNames.Stop);
        run.InputsOf<FailSearchInput>(FunctionNames.FailSearch).ShouldHaveSingleItem().Error.ShouldContain("front.json");
        run.NextInput.ShouldBeNull();
    }

    [Fact]
    public async Task Pause_WhileEvaluationsRun_HoldsThemUntilItIsResumed()
    {
        var isPaused = true;
        var run = Search(new AsynchronousState(Open: 1, IsDue: false), Taken(open: 1));
        run.On<PaceSearchInput>(FunctionNames.PaceSearch, _ => new SearchPacing(isPaused, _deadline));
        var turn = run.Start(SearchOrchestrator.RunAsync);

        run.Raise(EventNames.Pace, "");
        Signals(run).ShouldBe([EventNames.Pause]);
        run.Raise(EventNames.Ended, Ended(0, 0));
        run.Calls.ShouldNotContain(call => call.Name == FunctionNames.TakeTurn, "nothing new is begun");
        isPaused = false;
        run.Raise(EventNames.Pace, "");

        await turn;
        Signals(run).ShouldBe([EventNames.Pause, EventNames.Resume]);
        run.InputsOf<TakeTurnInput>(FunctionNames.TakeTurn).ShouldHaveSingleItem().Heard.ShouldBe([new Arrival(0, 0)]);
    }

    FakeOrchestration Search(AsynchronousState? before, params TurnTaken[] answers)
    {
        Array.ForEach(answers, _answers.Enqueue);
        var plan = new SearchPlan(Begun, _deadline, Jobs, IsAsynchronous: true);
        var turn = before is null
            ? new SearchState(SearchRun.SearchId, Begun)
            : new SearchState(SearchRun.SearchId, Begun, 1, plan, Asynchronous: before);
        return SearchRun.Of(candidates: 0, turn: turn)
            .On<BeginSearchInput>(FunctionNames.BeginSearch, _ => plan)
            .On<SignalEvaluationsInput>(FunctionNames.SignalEvaluations, _ => null)
            .On<TakeTurnInput>(FunctionNames.TakeTurn, _ => _answers.Dequeue());
    }

    static TurnTaken Taken(int open) => new(IsTaken: true, open, IsDue: false, StopReason: null, IsCancelled: false, IsPauseRequested: false);

    static EndedEvaluation Ended(int turn, int index) => new(new Arrival(turn, index));

    static SearchState Next(FakeOrchestration run) => run.NextInput.ShouldBeOfType<SearchState>();

    static IReadOnlyList<string> Signals(FakeOrchestration run) =>
        [.. run.InputsOf<SignalEvaluationsInput>(FunctionNames.SignalEvaluations).Select(input => input.EventName)];

    static async Task EndTestsAsync(FakeOrchestration run, Task turn, int generation)
    {
        run.EndChild(SearchRun.Test(0, generation), new EvaluationEnd(0, IsTrained: false));
        run.EndChild(SearchRun.Test(2, generation), new EvaluationEnd(2, IsTrained: false));
        await turn;
    }
}
