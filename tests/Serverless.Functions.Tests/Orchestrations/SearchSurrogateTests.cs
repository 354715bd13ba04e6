using Serverless.Application.Jobs;
using Serverless.Application.Surrogates;
using Serverless.Core.Budgets;
using Serverless.Core.Surrogates;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Orchestrations;

/// <summary>The steps that a search takes for its surrogate before each generation.</summary>
public sealed class SearchSurrogateTests
{
    const string Surrogate = $"{SearchRun.SearchId}-g0";

    static readonly string Fit = FitOrchestrator.InstanceId(Surrogate);

    [Fact]
    public async Task Generation_NoFitDue_Proposes()
    {
        var run = Of(ordered: null);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.EndEvaluations(2);

        await ended;
        run.Calls.Select(call => call.Name).ShouldBe(
        [
            FunctionNames.BeginSearch, FunctionNames.PlanSurrogate, FunctionNames.ProposeCandidates, FunctionNames.SelectForTraining,
            FunctionNames.MergeFront,
        ]);
        run.Children.Keys.ShouldNotContain(Fit);
    }

    [Fact]
    public async Task Generation_FitDue_ProposesOnlyOnceItIsFitted()
    {
        var run = Of(Surrogate);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.Calls.ShouldNotContain(call => call.Name == FunctionNames.ProposeCandidates);
        run.EndChild(Fit, new EvaluationEnd(0, IsTrained: false));
        run.EndEvaluations(2);

        await ended;
        run.Calls.Select(call => call.Name).ShouldBe(
        [
            FunctionNames.BeginSearch, FunctionNames.PlanSurrogate, FunctionNames.SettleSurrogate, FunctionNames.ProposeCandidates,
            FunctionNames.SelectForTraining, FunctionNames.MergeFront,
        ]);
        run.LargestPayload.ShouldBeLessThan(16 * 1024);
    }

    [Fact]
    public async Task Generation_FitBreaks_GoesOnAndTellsWhatBroke()
    {
        var run = Of(Surrogate);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.FailChild(Fit, new InvalidOperationException("the order is gone"));
        run.EndEvaluations(2);

        await ended;
        var settled = run.InputsOf<PlannedFit>(FunctionNames.SettleSurrogate).ShouldHaveSingleItem();
        settled.Ordered.ShouldBe(Surrogate);
        settled.Error.ShouldNotBeNull().ShouldContain("the order is gone");
        run.NextInput.ShouldBeOfType<SearchState>().Generation.ShouldBe(1);
    }

    [Fact]
    public async Task Generation_OfATable_IsScoredAndChosenFromBeforeItIsLookedUp()
    {
        var run = Of(Surrogate, isOfTable: true);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.EndChild(Fit, new EvaluationEnd(0, IsTrained: false));

        await ended;
        run.Calls.Select(call => call.Name).ShouldBe(
        [
            FunctionNames.BeginSearch, FunctionNames.PlanSurrogate, FunctionNames.SettleSurrogate, FunctionNames.ProposeCandidates,
            FunctionNames.SelectForTraining, FunctionNames.MergeFront,
        ]);
    }

    [Fact]
    public async Task Search_CancelledWhileItsSurrogateIsFitted_StopsTheFitAndEndsWithoutProposing()
    {
        var run = Of(Surrogate);

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.Raise(EventNames.Cancel, "");
        run.Sent.ShouldContain((Fit, EventNames.Stop));
        run.EndChild(Fit, new EvaluationEnd(0, IsTrained: false));

        await ended;
        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.Cancelled);
        run.Calls.ShouldNotContain(call => call.Name == FunctionNames.ProposeCandidates);
    }

    [Fact]
    public async Task Generation_ManyProposals_AreScoredInShardsThatCoverThemOnce()
    {
        var run = Of(ordered: null, candidates: 4_000).On<GenerationInput>(FunctionNames.SelectForTraining, _ => new[] { 3, 3_998 });

        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.EndChild(SearchRun.Child(3), new EvaluationEnd(3, IsTrained: true));
        run.EndChild(SearchRun.Child(3_998), new EvaluationEnd(3_998, IsTrained: true));

        await ended;
        var shards = run.InputsOf<ScoreCandidatesInput>(FunctionNames.ScoreCandidates);
        shards.SelectMany(shard => Enumerable.Range(shard.First, shard.Count)).ShouldBe(Enumerable.Range(0, 4_000));
        shards.ShouldAllBe(shard => shard.Count <= SearchOrchestrator.ShardSize);
    }

    static FakeOrchestration Of(string? ordered, int candidates = 2, bool isOfTable = false) => SearchRun.Of(candidates, isOfTable: isOfTable, hasSurrogate: true)
        .On<PlanSurrogateInput>(FunctionNames.PlanSurrogate, _ => ordered)
        .On<PlannedFit>(FunctionNames.SettleSurrogate, _ => SurrogateRole.None);
}
