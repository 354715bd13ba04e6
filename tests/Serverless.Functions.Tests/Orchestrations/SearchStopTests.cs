using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core.Budgets;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Orchestrations;

/// <summary>Searches that end before their evaluations do.</summary>
public sealed class SearchStopTests
{
    static readonly DateTimeOffset InAMinute = new(2026, 1, 1, 0, 1, 0, TimeSpan.Zero);

    [Fact]
    public async Task Cancel_MidGeneration_StopsTheRunningOnesMergesAndEnds()
    {
        var run = SearchRun.Of(candidates: 3);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.EndChild(SearchRun.Child(1), new EvaluationEnd(1, true));
        run.Raise(EventNames.Cancel, "please");
        run.Sent.ShouldBe([(SearchRun.Child(0), EventNames.Stop), (SearchRun.Child(2), EventNames.Stop)]);
        run.Calls.ShouldNotContain(call => call.Name == FunctionNames.MergeFront, "children are still running");
        run.EndChild(SearchRun.Child(0), new EvaluationEnd(0, false));
        run.EndChild(SearchRun.Child(2), new EvaluationEnd(2, false));

        await ended;
        run.Calls.Select(call => call.Name).ShouldContain(FunctionNames.MergeFront);
        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.Cancelled);
        run.Children.Count.ShouldBe(3, "a cancelled search tests nothing");
    }

    [Fact]
    public async Task Cancel_EvaluationsThatDoNotHear_AreToldAgain()
    {
        var run = SearchRun.Of(candidates: 2);
        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.Raise(EventNames.Cancel, "please");
        run.EndChild(SearchRun.Child(0), new EvaluationEnd(0, false));

        run.FireTimer();
        run.FireTimer();

        run.Sent.ShouldBe([
            (SearchRun.Child(0), EventNames.Stop), (SearchRun.Child(1), EventNames.Stop),
            (SearchRun.Child(1), EventNames.Stop), (SearchRun.Child(1), EventNames.Stop)]);
        run.EndChild(SearchRun.Child(1), new EvaluationEnd(1, false));
        await ended;
        run.Timers.ShouldAllBe(timer => !timer.IsOpen);
    }

    [Fact]
    public async Task Cancel_BeforeAnythingRuns_IsNotLost()
    {
        var run = SearchRun.Of(candidates: 1);
        run.Raise(EventNames.Cancel, "please");

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.Sent.ShouldHaveSingleItem();
        run.EndEvaluations(1);

        await ended;
        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.Cancelled);
    }

    [Fact]
    public async Task Cancel_FoundInTheStoreOnly_EndsWithoutProposing()
    {
        var run = SearchRun.Of(candidates: 1)
            .On<GenerationInput>(FunctionNames.ProposeCandidates, _ => new ProposedGeneration(0, IsCancelled: true));

        await run.Start(SearchOrchestrator.RunAsync);

        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.Cancelled);
    }

    [Fact]
    public async Task Cancel_WhileTheFrontIsTested_EndsAsCancelled()
    {
        var run = SearchRun.Of(candidates: 1, stopReason: StopReason.BudgetGenerations);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.EndEvaluations(1);
        run.Raise(EventNames.Cancel, "please");
        run.Sent.Select(sent => sent.InstanceId).ShouldBe([SearchRun.Test(0), SearchRun.Test(2)]);
        run.EndChild(SearchRun.Test(0), new EvaluationEnd(0, false));
        run.EndChild(SearchRun.Test(2), new EvaluationEnd(2, false));

        await ended;
        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.Cancelled);
    }

    [Fact]
    public async Task Deadline_MidGeneration_StopsMergesTestsAndNamesTheBudget()
    {
        var run = SearchRun.Of(candidates: 2, deadline: InAMinute);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.EndChild(SearchRun.Child(0), new EvaluationEnd(0, true));
        run.FireTimer();
        run.Sent.ShouldBe([(SearchRun.Child(1), EventNames.Stop)]);
        run.EndChild(SearchRun.Child(1), new EvaluationEnd(1, false));
        run.Sent.Count.ShouldBe(1, "the deadline does not stop the tests that follow it");
        run.EndChild(SearchRun.Test(0), new EvaluationEnd(0, false));
        run.EndChild(SearchRun.Test(2), new EvaluationEnd(2, false));

        await ended;
        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.BudgetWallClock);
    }

    [Fact]
    public async Task Tests_NobodyWorksOnThem_AreStoppedAndTheBudgetIsNamed()
    {
        var run = SearchRun.Of(candidates: 1, stopReason: StopReason.BudgetGenerations);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.EndEvaluations(1);
        run.FireTimer();
        run.Sent.Select(sent => sent.InstanceId).ShouldBe([SearchRun.Test(0), SearchRun.Test(2)]);
        run.EndChild(SearchRun.Test(0), new EvaluationEnd(0, false));
        run.EndChild(SearchRun.Test(2), new EvaluationEnd(2, false));

        await ended;
        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.BudgetGenerations);
    }

    [Fact]
    public async Task Tests_OfALargeFront_AreSelectedPageByPage()
    {
        var run = SearchRun.Of(candidates: 1, stopReason: StopReason.BudgetGenerations).On<SelectForTestingInput>(
            FunctionNames.SelectForTesting,
            input => Enumerable.Range(input.First, input.First == 0 ? SelectForTestingActivity.Most : 1).Select(index => new FrontTest(index, 1)).ToArray());

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.EndEvaluations(1);
        for (var index = 0; index <= SelectForTestingActivity.Most; index++)
        {
            run.EndChild(SearchRun.Test(index), new EvaluationEnd(index, false));
        }

        await ended;
        run.InputsOf<SelectForTestingInput>(FunctionNames.SelectForTesting).Select(input => input.First).ShouldBe([0, SelectForTestingActivity.Most]);
    }

    [Fact]
    public async Task Deadline_NotReached_LeavesNoTimerOpen()
    {
        var run = SearchRun.Of(candidates: 1, deadline: InAMinute);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.EndEvaluations(1);

        await ended;
        run.Timers.ShouldHaveSingleItem().IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task Child_Fails_OthersAreStoppedAndTheSearchFailsNamingTheBlob()
    {
        var run = SearchRun.Of(candidates: 3);
        var broken = new DocumentException(new BlobPath("evaluations", "space/x.json"), "is broken.");

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.FailChild(SearchRun.Child(1), broken);
        run.Sent.ShouldBe([(SearchRun.Child(0), EventNames.Stop), (SearchRun.Child(2), EventNames.Stop)]);
        run.EndChild(SearchRun.Child(0), new EvaluationEnd(0, false));
        run.Calls.ShouldNotContain(call => call.Name == FunctionNames.FailSearch, "a child is still running");
        run.EndChild(SearchRun.Child(2), new EvaluationEnd(2, false));

        await ended;
        run.Calls.ShouldNotContain(call => call.Name == FunctionNames.MergeFront);
        run.InputsOf<FailSearchInput>(FunctionNames.FailSearch).ShouldHaveSingleItem().Error.ShouldBe(broken.Message);
    }
}
