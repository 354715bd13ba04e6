using Serverless.Application.Jobs;
using Serverless.Core.Budgets;
using Serverless.Core.Jobs;
using Serverless.Core.Searches;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Orchestrations;

/// <summary>Searches that get more budget while they run, while they end, and after.</summary>
public sealed class SearchExtensionTests
{
    static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset InAMinute = Start.AddMinutes(1);
    static readonly DateTimeOffset InAnHour = Start.AddHours(1);

    [Fact]
    public async Task Deadline_MovedBeforeItCame_IsWaitedForAnewAndNothingIsStopped()
    {
        var run = SearchRun.Of(candidates: 2, deadline: InAMinute)
            .On<PaceSearchInput>(FunctionNames.PaceSearch, _ => new SearchPacing(IsPaused: false, InAnHour));

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.FireTimer();
        run.Sent.ShouldBeEmpty();
        run.Timers.Count(timer => timer.IsOpen).ShouldBe(1);
        run.Timers[^1].FireAt.ShouldBe(InAnHour.UtcDateTime);
        run.EndEvaluations(2);

        await ended;
        run.NextInput.ShouldBeOfType<SearchState>().Plan.ShouldNotBeNull().Deadline.ShouldBe(InAnHour);
        run.Timers.ShouldAllBe(timer => !timer.IsOpen);
    }

    [Fact]
    public async Task Deadline_MovedAndReachedAgain_Stops()
    {
        var run = SearchRun.Of(candidates: 1, deadline: InAMinute)
            .On<PaceSearchInput>(FunctionNames.PaceSearch, _ => new SearchPacing(IsPaused: false, InAnHour))
            .On<SelectForTestingInput>(FunctionNames.SelectForTesting, _ => Array.Empty<FrontTest>());

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.FireTimer();
        run.FireTimer();
        run.Sent.ShouldBe([(SearchRun.Child(0), EventNames.Stop)]);
        run.EndEvaluations(1);

        await ended;
        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.BudgetWallClock);
    }

    [Fact]
    public async Task Deadline_MovedRightAfterItCame_IsNotTakenForTheOneThatHasPassed()
    {
        var looks = 0;
        var run = SearchRun.Of(candidates: 1, deadline: InAMinute)
            .On<PaceSearchInput>(FunctionNames.PaceSearch, _ => new SearchPacing(IsPaused: false, ++looks == 1 ? InAMinute : InAnHour))
            .On<SelectForTestingInput>(FunctionNames.SelectForTesting, _ => Array.Empty<FrontTest>());

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.FireTimer();
        run.EndEvaluations(1);

        await ended;
        var input = run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem();
        (input.Reason, input.Deadline).ShouldBe((StopReason.BudgetWallClock, InAMinute));
    }

    [Fact]
    public async Task Turn_ItsDeadlineHasPassedButWasMoved_Proposes()
    {
        var run = SearchRun.Of(candidates: 1, deadline: Start.AddDays(-1))
            .On<PaceSearchInput>(FunctionNames.PaceSearch, _ => new SearchPacing(IsPaused: false, InAnHour));

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.EndEvaluations(1);

        await ended;
        run.NextInput.ShouldBeOfType<SearchState>().Generation.ShouldBe(1);
    }

    [Fact]
    public async Task End_BudgetAddedMeanwhile_GoesOnWithTheNextGeneration()
    {
        var run = SearchRun.Of(candidates: 1, stopReason: StopReason.BudgetWallClock, deadline: InAMinute, generation: 4)
            .On<SelectForTestingInput>(FunctionNames.SelectForTesting, _ => new[] { new FrontTest(1, 3) })
            .On<EndSearchInput>(FunctionNames.EndSearch, _ => new EndedSearch(GoesOn: true, 5, InAnHour));

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.EndEvaluations(1, generation: 4);
        run.EndChild(SearchRun.Test(1, generation: 4), new EvaluationEnd(1, false));

        await ended;
        var next = run.NextInput.ShouldBeOfType<SearchState>();
        (next.Generation, next.Plan!.Deadline, next.Extension).ShouldBe((5, InAnHour, null));
    }

    [Fact]
    public async Task Begin_WithAnExtension_HandsItOverOnceAndRunsTheNextGeneration()
    {
        var extension = new SearchExtension { Id = "x", At = Start, Added = new() { Trainings = 1 } };
        var run = SearchRun.Of(candidates: 1, generation: 3, turn: new SearchState(SearchRun.SearchId, Start, 3, Extension: extension));

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.EndEvaluations(1, generation: 3);

        await ended;
        run.InputsOf<BeginSearchInput>(FunctionNames.BeginSearch).ShouldHaveSingleItem().Extension.ShouldBe(extension);
        var next = run.NextInput.ShouldBeOfType<SearchState>();
        (next.Generation, next.Extension).ShouldBe((4, null));
    }

    [Fact]
    public async Task Begin_HasEndedAlready_RunsNothing()
    {
        var run = SearchRun.Of(candidates: 1).On<BeginSearchInput>(FunctionNames.BeginSearch, _ => null);

        await run.Start(SearchOrchestrator.RunAsync);

        run.Calls.ShouldHaveSingleItem();
        run.NextInput.ShouldBeNull();
    }

    [Fact]
    public async Task Test_OfALaterEnd_BeginsWithTheAttemptThatIsNext()
    {
        var work = new FakeWork(work => WorkSteps.Begin(work, JobKind.Test));
        var run = work.Run("s1-g4-t1", new Work(WorkKind.Test, "s1", new JobRetryOptions(TimeSpan.FromMinutes(15), 2), Index: 1, Attempt: 3));
        var failed = new JobAnswer(JobStatus.Failed, Error: "no");

        var ended = run.Start(TestOrchestrator.RunAsync);
        work.Finish(run, "Test-3", failed);
        work.Finish(run, "Test-4", failed);

        await ended;
        work.Queued.Select(job => job.Id).ShouldBe(["Test-3", "Test-4"]);
        work.Concluded.ShouldHaveSingleItem().Steps[0].End!.ShouldBe(new JobEnd(JobEndKind.GaveUp, 4, Error: "no"));
    }
}
