using Serverless.Application.Jobs;
using Serverless.Application.Searches;
using Serverless.Core.Budgets;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Orchestrations;

public sealed class SearchRungTests
{
    [Fact]
    public async Task Generation_WithRungs_TrainsOnOnlyThePromoted()
    {
        var run = Climb();

        var ended = run.Start(SearchOrchestrator.RunAsync);
        EndRung(run, rung: 1, 0, 1, 2, 3);
        run.Children.Keys.ShouldNotContain(SearchRun.Child(1, rung: 2));
        EndRung(run, rung: 2, 0, 2);
        EndRung(run, rung: 3, 2);

        await ended;
        run.InputsOf<PromoteCandidatesInput>(FunctionNames.PromoteCandidates).Select(input => input.Rung).ShouldBe([1, 2]);
        run.Children.Keys.ShouldBe(
            [.. Enumerable.Range(0, 4).Select(index => SearchRun.Child(index)), SearchRun.Child(0, rung: 2), SearchRun.Child(2, rung: 2), SearchRun.Child(2, rung: 3)]);
        run.NextInput.ShouldBeOfType<SearchState>().Plan!.Rungs.ShouldBe(3);
    }

    [Fact]
    public async Task Generation_RungNotWholeYet_DecidesNothing()
    {
        var run = Climb();

        var ended = run.Start(SearchOrchestrator.RunAsync);
        EndRung(run, rung: 1, 3, 1, 0);

        run.Calls.ShouldNotContain(call => call.Name == FunctionNames.PromoteCandidates);
        EndRung(run, rung: 1, 2);
        run.Calls.ShouldContain(call => call.Name == FunctionNames.PromoteCandidates);
        EndRung(run, rung: 2, 0, 2);
        EndRung(run, rung: 3, 2);
        await ended;
    }

    [Fact]
    public async Task Status_OnTheWayUp_SaysTheRungAndCountsCandidatesOnce()
    {
        var run = Climb();

        var ended = run.Start(SearchOrchestrator.RunAsync);
        EndRung(run, rung: 1, 0, 1, 2, 3);
        EndRung(run, rung: 2, 0, 2);
        EndRung(run, rung: 3, 2);

        await ended;
        run.Statuses.ShouldContain(new LiveStatus(0, 4, 4, 4, 1, 3));
        run.Statuses.ShouldContain(new LiveStatus(0, 2, 1, 4, 2, 3));
        run.Statuses[^1].ShouldBe(new LiveStatus(0, 1, 1, 4, 3, 3));
    }

    [Fact]
    public async Task Search_CancelledInTheSecondRung_DecidesNoMoreAndMergesWhatThereIs()
    {
        var run = Climb();

        var ended = run.Start(SearchOrchestrator.RunAsync);
        EndRung(run, rung: 1, 0, 1, 2, 3);
        run.Raise(EventNames.Cancel, "");
        run.Sent.ShouldBe([(SearchRun.Child(0, rung: 2), EventNames.Stop), (SearchRun.Child(2, rung: 2), EventNames.Stop)]);
        EndRung(run, rung: 2, 0, 2);

        await ended;
        run.InputsOf<PromoteCandidatesInput>(FunctionNames.PromoteCandidates).ShouldHaveSingleItem();
        run.Calls.ShouldContain(call => call.Name == FunctionNames.MergeFront);
        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.Cancelled);
    }

    static FakeOrchestration Climb() => SearchRun.Of(candidates: 4, rungs: 3).On<PromoteCandidatesInput>(
        FunctionNames.PromoteCandidates, input => input.Rung == 1 ? new[] { 0, 2 } : new[] { 2 });

    static void EndRung(FakeOrchestration run, int rung, params int[] indices)
    {
        foreach (var index in indices)
        {
            run.EndChild(SearchRun.Child(index, rung: rung), new EvaluationEnd(index, IsTrained: true));
        }
    }
}
