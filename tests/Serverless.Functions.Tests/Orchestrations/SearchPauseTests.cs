using Serverless.Application.Jobs;
using Serverless.Core.Budgets;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Orchestrations;

/// <summary>Searches that are paused and resumed.</summary>
public sealed class SearchPauseTests
{
    static readonly DateTimeOffset InAMinute = new(2026, 1, 1, 0, 1, 0, TimeSpan.Zero);

    bool _isPaused;

    [Fact]
    public async Task Pause_MidGeneration_TellsTheRunningOnesAndMergesButDoesNotGoOn()
    {
        var run = Run(candidates: 3);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.EndChild(SearchRun.Child(1), new EvaluationEnd(1, true));
        Pause(run);
        run.Sent.ShouldBe([(SearchRun.Child(0), EventNames.Pause), (SearchRun.Child(2), EventNames.Pause)]);
        run.EndChild(SearchRun.Child(0), new EvaluationEnd(0, true));
        run.EndChild(SearchRun.Child(2), new EvaluationEnd(2, true));
        ended.IsCompleted.ShouldBeFalse();
        run.NextInput.ShouldBeNull();

        Resume(run);

        await ended;
        run.NextInput.ShouldBeOfType<SearchState>().Generation.ShouldBe(1);
    }

    [Fact]
    public async Task Pause_ThatCannotBeRead_StopsTheRunningOnesAndFailsWhenTheyHaveEnded()
    {
        var run = Run(candidates: 2).On<PaceSearchInput>(FunctionNames.PaceSearch, _ => throw new InvalidOperationException("Blob 'searches/s1/state.json' is broken."));

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.Raise(EventNames.Pace, "");
        run.Sent.ShouldBe([(SearchRun.Child(0), EventNames.Stop), (SearchRun.Child(1), EventNames.Stop)]);
        run.EndChild(SearchRun.Child(0), new EvaluationEnd(0, IsTrained: false, IsStopped: true));
        run.Calls.ShouldNotContain(call => call.Name == FunctionNames.FailSearch, "one still runs");
        run.EndChild(SearchRun.Child(1), new EvaluationEnd(1, IsTrained: false, IsStopped: true));

        await ended;
        run.InputsOf<FailSearchInput>(FunctionNames.FailSearch).ShouldHaveSingleItem().Error.ShouldContain("state.json");
    }

    [Fact]
    public async Task Resume_MidGeneration_TellsThoseThatWait()
    {
        var run = Run(candidates: 2);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        Pause(run);
        run.EndChild(SearchRun.Child(0), new EvaluationEnd(0, true));
        Resume(run);
        run.Sent[^1].ShouldBe((SearchRun.Child(1), EventNames.Resume));
        run.EndChild(SearchRun.Child(1), new EvaluationEnd(1, true));

        await ended;
        run.NextInput.ShouldNotBeNull();
    }

    [Fact]
    public async Task Pause_BeforeTheRungEnds_StartsTheNextRungOnceResumed()
    {
        var run = Run(candidates: 2, rungs: 2).On<PromoteCandidatesInput>(FunctionNames.PromoteCandidates, _ => (int[])[1]);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.EndChild(SearchRun.Child(0), new EvaluationEnd(0, true));
        Pause(run);
        run.EndChild(SearchRun.Child(1), new EvaluationEnd(1, true));
        run.Children.Keys.ShouldNotContain(SearchRun.Child(1, rung: 2));
        Resume(run);
        run.Children.Keys.ShouldContain(SearchRun.Child(1, rung: 2));
        run.EndChild(SearchRun.Child(1, rung: 2), new EvaluationEnd(1, true));

        await ended;
        run.NextInput.ShouldBeOfType<SearchState>().Generation.ShouldBe(1);
    }

    [Fact]
    public async Task Pause_WithADeadline_StopsTheClockAndGoesOnWithTheLaterDeadline()
    {
        var run = Run(candidates: 1, deadline: InAMinute);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        Pause(run);
        run.Timers.ShouldHaveSingleItem().IsOpen.ShouldBeFalse();
        Resume(run);
        run.Timers.Count.ShouldBe(2);
        run.Timers[1].FireAt.ShouldBe(InAMinute.UtcDateTime.AddHours(1));
        run.EndEvaluations(1);

        await ended;
        run.NextInput.ShouldBeOfType<SearchState>().Plan.ShouldNotBeNull().Deadline.ShouldBe(InAMinute.AddHours(1));
        run.Timers.ShouldAllBe(timer => !timer.IsOpen);
    }

    [Fact]
    public async Task Pause_FoundInTheStoreOnly_StartsNothingUntilResumed()
    {
        var run = Run(candidates: 2).On<GenerationInput>(
            FunctionNames.ProposeCandidates, _ => new ProposedGeneration(2, IsPauseRequested: true));
        _isPaused = true;

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.Children.ShouldBeEmpty();
        Resume(run);
        run.Children.Count.ShouldBe(2);
        run.EndEvaluations(2);

        await ended;
        run.NextInput.ShouldNotBeNull();
    }

    [Fact]
    public async Task Cancel_WhilePaused_Ends()
    {
        var run = Run(candidates: 1);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        Pause(run);
        run.Raise(EventNames.Cancel, "please");
        run.Sent[^1].ShouldBe((SearchRun.Child(0), EventNames.Stop));
        run.EndChild(SearchRun.Child(0), new EvaluationEnd(0, false));

        await ended;
        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.Cancelled);
    }

    [Fact]
    public async Task Budget_UsedUpWhilePaused_EndsOnlyAfterResuming()
    {
        var run = Run(candidates: 1, stopReason: StopReason.BudgetTrainings).On<SelectForTestingInput>(FunctionNames.SelectForTesting, _ => Array.Empty<FrontTest>());

        var ended = run.Start(SearchOrchestrator.RunAsync);
        Pause(run);
        run.EndEvaluations(1);
        run.Calls.ShouldNotContain(call => call.Name == FunctionNames.EndSearch, "tests of the front would be new jobs");
        Resume(run);

        await ended;
        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.BudgetTrainings);
    }

    FakeOrchestration Run(int candidates, DateTimeOffset? deadline = null, StopReason? stopReason = null, int rungs = 1) =>
        SearchRun.Of(candidates, deadline, stopReason, rungs: rungs)
            .On<PaceSearchInput>(FunctionNames.PaceSearch, _ => new SearchPacing(_isPaused, _isPaused ? deadline : deadline?.AddHours(1)));

    void Pause(FakeOrchestration run)
    {
        _isPaused = true;
        run.Raise(EventNames.Pace, "changed");
    }

    void Resume(FakeOrchestration run)
    {
        _isPaused = false;
        run.Raise(EventNames.Pace, "changed");
    }
}
