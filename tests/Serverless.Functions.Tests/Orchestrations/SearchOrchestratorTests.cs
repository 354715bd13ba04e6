using Serverless.Application.Jobs;
using Serverless.Application.Searches;
using Serverless.Core.Budgets;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Orchestrations;

public sealed class SearchOrchestratorTests
{
    const int SixteenKibibytes = 16 * 1024;

    [Fact]
    public async Task Generation_AllEvaluated_GoesOnWithTheNextOne()
    {
        var run = SearchRun.Of(candidates: 3, generation: 4);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.EndEvaluations(3, generation: 4);

        await ended;
        var next = run.NextInput.ShouldBeOfType<SearchState>();
        next.Generation.ShouldBe(5);
        next.Plan.ShouldNotBeNull();
        run.Calls.Select(call => call.Name).ShouldBe(
            [FunctionNames.ProposeCandidates, FunctionNames.SelectForTraining, FunctionNames.MergeFront]);
    }

    [Fact]
    public async Task Generation_OfATable_TakesTwoActivities()
    {
        var run = SearchRun.Of(candidates: 200, generation: 4, isOfTable: true);

        await run.Start(SearchOrchestrator.RunAsync);

        run.NextInput.ShouldBeOfType<SearchState>().Plan!.TakesJobs.ShouldBeFalse();
        run.Children.ShouldBeEmpty();
        run.Calls.Select(call => call.Name).ShouldBe([FunctionNames.ProposeCandidates, FunctionNames.MergeFront]);
    }

    [Fact]
    public async Task Generation_BudgetUsedUp_TestsTheFrontAndEnds()
    {
        var run = SearchRun.Of(candidates: 3, stopReason: StopReason.BudgetTrainings);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.EndEvaluations(3);
        run.Children.Keys.ShouldContain(SearchRun.Test(0));
        run.EndChild(SearchRun.Test(0), new EvaluationEnd(0, false));
        run.EndChild(SearchRun.Test(2), new EvaluationEnd(2, false));

        await ended;
        run.NextInput.ShouldBeNull();
        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.BudgetTrainings);
    }

    [Fact]
    public async Task Search_OfATableThatEnds_LooksForNoTests()
    {
        var run = SearchRun.Of(candidates: 3, stopReason: StopReason.BudgetEvaluations, isOfTable: true);

        await run.Start(SearchOrchestrator.RunAsync);

        run.Calls.ShouldNotContain(call => call.Name == FunctionNames.SelectForTesting);
        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.BudgetEvaluations);
    }

    [Fact]
    public async Task Generation_NothingLeftToPropose_EndsAsExhausted()
    {
        var run = SearchRun.Of(candidates: 0).On<SelectForTestingInput>(FunctionNames.SelectForTesting, _ => Array.Empty<FrontTest>());

        await run.Start(SearchOrchestrator.RunAsync);

        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.SpaceExhausted);
    }

    [Fact]
    public async Task Generation_DeadlinePassedBefore_ProposesNothing()
    {
        var run = SearchRun.Of(candidates: 3, deadline: new DateTimeOffset(2025, 12, 31, 0, 0, 0, TimeSpan.Zero))
            .On<SelectForTestingInput>(FunctionNames.SelectForTesting, _ => Array.Empty<FrontTest>());

        await run.Start(SearchOrchestrator.RunAsync);

        run.Calls.ShouldNotContain(call => call.Name == FunctionNames.ProposeCandidates);
        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.BudgetWallClock);
    }

    [Fact]
    public async Task Generation_ManyHundredCandidates_AreScoredInShardsAndPayloadsStaySmall()
    {
        var run = SearchRun.Of(candidates: 1_300);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.EndEvaluations(1_300);

        await ended;
        var shards = run.InputsOf<ScoreCandidatesInput>(FunctionNames.ScoreCandidates);
        shards.Select(shard => (shard.First, shard.Count)).ShouldBe([(0, 1_024), (1_024, 276)]);
        run.LargestPayload.ShouldBeLessThan(SixteenKibibytes);
    }

    [Fact]
    public async Task Status_AsEvaluationsEnd_CountsThem()
    {
        var run = SearchRun.Of(candidates: 2);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.EndChild(SearchRun.Child(1), new EvaluationEnd(1, IsTrained: false));
        run.EndChild(SearchRun.Child(0), new EvaluationEnd(0, IsTrained: true));

        await ended;
        run.Statuses.ShouldBe([new LiveStatus(0, 2, 0, 0), new LiveStatus(0, 2, 1, 0), new LiveStatus(0, 2, 2, 1)]);
    }

    [Fact]
    public async Task Activity_BrokenBlob_FailsTheSearchNamingIt()
    {
        var run = SearchRun.Of(candidates: 3)
            .On<GenerationInput>(
                FunctionNames.SelectForTraining, _ => throw new InvalidOperationException("Blob 'searches/x/state.json' is broken."));

        await run.Start(SearchOrchestrator.RunAsync);

        run.InputsOf<FailSearchInput>(FunctionNames.FailSearch).ShouldHaveSingleItem().Error.ShouldContain("searches/x/state.json");
        run.NextInput.ShouldBeNull();
    }
}
