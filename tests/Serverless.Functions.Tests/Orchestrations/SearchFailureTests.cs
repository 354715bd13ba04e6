using Serverless.Application.Jobs;
using Serverless.Application.Searches;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Orchestrations;

/// <summary>Searches that fail because their evaluations do.</summary>
public sealed class SearchFailureTests
{
    static readonly EvaluationFailure Memory = new("Out of memory.");

    [Fact]
    public async Task Evaluations_FiveInARowFailAlike_OthersAreStoppedMergedAndTheSearchFails()
    {
        var run = SearchRun.Of(candidates: 7);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        Fail(run, 0, 1, 2, 3);
        run.Sent.ShouldBeEmpty("four are not yet too many");
        Fail(run, 4);
        run.Sent.ShouldBe([(SearchRun.Child(5), EventNames.Stop), (SearchRun.Child(6), EventNames.Stop)]);
        Stop(run, 5, 6);

        await ended;
        run.InputsOf<MergeFrontInput>(FunctionNames.MergeFront).ShouldHaveSingleItem();
        run.InputsOf<FailSearchInput>(FunctionNames.FailSearch).ShouldHaveSingleItem().Error
            .ShouldStartWith("5 evaluations in a row failed for the same reason: Out of memory. Fix the cause");
        run.Calls.ShouldNotContain(call => call.Name == FunctionNames.EndSearch);
        ((LiveStatus)run.Statuses[^1]!).Failed.ShouldBe(5);
    }

    [Fact]
    public async Task Evaluation_FailsForAReasonThatAllShare_EndsTheSearchAtOnce()
    {
        var run = SearchRun.Of(candidates: 3, maximumFailures: 100);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.EndChild(SearchRun.Child(1), new EvaluationEnd(1, true, IsStopped: false, new EvaluationFailure("There is no such file.", IsShared: true)));
        Stop(run, 0, 2);

        await ended;
        run.InputsOf<FailSearchInput>(FunctionNames.FailSearch).ShouldHaveSingleItem().Error
            .ShouldStartWith("No evaluation of this search can succeed, and a retry does not help: There is no such file.");
    }

    [Fact]
    public async Task Evaluations_FailInSeveralGenerations_AreCountedTogether()
    {
        var run = SearchRun.Of(candidates: 3);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        Fail(run, 0, 1, 2);
        await ended;
        var next = run.NextInput.ShouldBeOfType<SearchState>();
        next.Failures.ShouldBe(new FailureCount(3, 3, 3, Memory));

        var second = SearchRun.Of(candidates: 3, turn: next, generation: 1);
        ended = second.Start(SearchOrchestrator.RunAsync);
        foreach (var index in new[] { 0, 1 })
        {
            second.EndChild(SearchRun.Child(index, generation: 1), new EvaluationEnd(index, true, IsStopped: false, Memory));
        }

        second.EndChild(SearchRun.Child(2, generation: 1), new EvaluationEnd(2, false, IsStopped: true));
        await ended;
        second.InputsOf<FailSearchInput>(FunctionNames.FailSearch).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Evaluations_FailWithinTheLimitOfTheRequest_LetTheSearchGoOn()
    {
        var run = SearchRun.Of(candidates: 6, maximumFailures: 6);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        Fail(run, 0, 1, 2, 3, 4, 5);

        await ended;
        run.Calls.ShouldNotContain(call => call.Name == FunctionNames.FailSearch);
        run.NextInput.ShouldBeOfType<SearchState>().Failures.ShouldNotBeNull().Failed.ShouldBe(6);
    }

    [Fact]
    public async Task Cancel_WhileTheSearchFails_EndsAsCancelled()
    {
        var run = SearchRun.Of(candidates: 6);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        Fail(run, 0, 1, 2, 3, 4);
        run.Raise(EventNames.Cancel, "please");
        Stop(run, 5);

        await ended;
        run.Calls.ShouldNotContain(call => call.Name == FunctionNames.FailSearch);
        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.Cancelled);
    }

    static void Fail(FakeOrchestration run, params int[] indices)
    {
        foreach (var index in indices)
        {
            run.EndChild(SearchRun.Child(index), new EvaluationEnd(index, IsTrained: true, IsStopped: false, Memory));
        }
    }

    static void Stop(FakeOrchestration run, params int[] indices)
    {
        foreach (var index in indices)
        {
            run.EndChild(SearchRun.Child(index), new EvaluationEnd(index, IsTrained: false, IsStopped: true));
        }
    }
}
