using Serverless.Application.Jobs;
using Serverless.Application.Searches;
using Serverless.Core.Budgets;
using Serverless.Core.Searches;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>Searches that get more budget, at the level of their activities.</summary>
[Collection(ActivityCollection.Name)]
public sealed class SearchExtensionTests(AzuriteFixture azurite)
{
    static readonly SearchExtension TwoGenerations = new()
    {
        Id = SearchExtension.IdOf("two"),
        At = SearchBench.Noon.AddHours(5),
        Added = new() { Generations = 2 },
    };

    [Fact]
    public async Task Extended_AfterItsEnd_EqualsASearchThatHadTheWholeBudget()
    {
        await using var whole = await BeginAsync(generations: 4);
        await RunAsync(whole, 0, 4);
        await using var extended = await BeginAsync(generations: 2);
        await RunAsync(extended, 0, 2);
        (await EndAsync(extended)).GoesOn.ShouldBeFalse();

        await BeginAgainAsync(extended);
        await RunAsync(extended, 2, 4);
        (await EndAsync(extended)).GoesOn.ShouldBeFalse();

        (await ResultsAsync(extended)).ShouldBe(await ResultsAsync(whole));
        var state = await StateAsync(extended);
        (state.Generation, state.StopReason, state.Budget.GenerationsLeft).ShouldBe((4, StopReason.BudgetGenerations, 0));
    }

    [Fact]
    public async Task End_BudgetAddedWhileItEnded_GoesOn()
    {
        await using var bench = await BeginAsync(generations: 1);
        (await new GenerationRun(bench, 0).RunAsync()).StopReason.ShouldBe(StopReason.BudgetGenerations);
        await bench.Documents.UpdateStateAsync(
            bench.SearchId, found => SearchExtending.Apply(found, TwoGenerations), CancellationToken.None);

        var ended = await EndAsync(bench);

        ended.ShouldBe(new EndedSearch(GoesOn: true, 1, null));
        (await StateAsync(bench)).State.ShouldBe(SearchStatus.Running);
    }

    [Fact]
    public async Task End_OtherBudgetUsedUpMeanwhile_NamesThatOne()
    {
        await using var bench = await BeginAsync(generations: 1);
        await new GenerationRun(bench, 0).RunAsync();

        await bench.Activity<EndSearchActivity>().RunAsync(
            new EndSearchInput(bench.SearchId, StopReason.BudgetWallClock, SearchBench.Noon.AddHours(1)), CancellationToken.None);

        (await StateAsync(bench)).StopReason.ShouldBe(StopReason.BudgetGenerations);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(60, true)]
    public async Task End_ByADeadlineThatThisHostsClockHasNotReached_DependsOnWhatWasAdded(int added, bool goesOn)
    {
        await using var bench = await BeginAsync(new BudgetLimits { WallClockSeconds = 60 });
        await new GenerationRun(bench, 0).RunAsync();
        var deadline = SearchBench.Noon.AddSeconds(61);
        var extension = TwoGenerations with { At = SearchBench.Noon.AddSeconds(59), Added = new() { WallClockSeconds = added } };
        await bench.Documents.UpdateStateAsync(
            bench.SearchId, found => added == 0 ? null : SearchExtending.Apply(found, extension), CancellationToken.None);

        var ended = await bench.Activity<EndSearchActivity>().RunAsync(
            new EndSearchInput(bench.SearchId, StopReason.BudgetWallClock, deadline.AddMilliseconds(-5), deadline), CancellationToken.None);

        ended.GoesOn.ShouldBe(goesOn);
    }

    [Fact]
    public async Task Begin_ExtensionRepeated_AddsOnceAndAnOldOneThatComesLateRunsNothing()
    {
        await using var bench = await BeginAsync(generations: 1);
        await RunAsync(bench, 0, 1);
        await EndAsync(bench);

        var plan = await BeginAgainAsync(bench);
        (await BeginAgainAsync(bench)).ShouldBe(plan.ShouldNotBeNull());
        (await StateAsync(bench)).Budget.Limits.Generations.ShouldBe(3);
        await RunAsync(bench, 1, 3);
        await EndAsync(bench);

        (await BeginAgainAsync(bench)).ShouldBeNull();
        (await StateAsync(bench)).State.ShouldBe(SearchStatus.Completed);
    }

    [Fact]
    public async Task SelectForTesting_AfterAnEarlierEnd_LeavesOutWhatWasTestedAndTakesNewAttempts()
    {
        await using var bench = await BeginAsync(generations: 1);
        await RunAsync(bench, 0, 1);
        var members = (await bench.Documents.ReadFrontAsync(await StateAsync(bench), CancellationToken.None)).Members;
        members.Count.ShouldBeGreaterThan(1);
        foreach (var (index, attempt) in await SelectAsync(bench))
        {
            attempt.ShouldBe(1);
            await bench.AdvanceAsync(new Work(WorkKind.Test, bench.SearchId, GenerationRun.Terms, Index: index, Attempt: attempt));
        }

        await bench.AnswerTestAsync(members[0].Candidate);

        (await SelectAsync(bench)).ShouldBe(Enumerable.Range(1, members.Count - 1).Select(index => new FrontTest(index, 2)));
    }

    [Fact]
    public async Task Cancellation_FromBeforeTheEnd_IsVoidAndANewOneIsNot()
    {
        await using var bench = await BeginAsync(generations: 1);
        await RunAsync(bench, 0, 1);
        var cancellations = bench.Service<SearchCancellations>();
        await cancellations.AskAsync(await StateAsync(bench), SearchBench.Noon.AddMinutes(2), CancellationToken.None);
        await EndAsync(bench);
        await BeginAgainAsync(bench);

        (await cancellations.IsAskedAsync(await StateAsync(bench), CancellationToken.None)).ShouldBeFalse();
        await cancellations.AskAsync(await StateAsync(bench), TwoGenerations.At.AddMinutes(1), CancellationToken.None);
        (await cancellations.IsAskedAsync(await StateAsync(bench), CancellationToken.None)).ShouldBeTrue();
    }

    static async Task RunAsync(SearchBench bench, int from, int to)
    {
        for (var generation = from; generation < to; generation++)
        {
            await new GenerationRun(bench, generation).RunAsync();
        }
    }

    static Task<EndedSearch> EndAsync(SearchBench bench) => bench.Activity<EndSearchActivity>().RunAsync(
        new EndSearchInput(bench.SearchId, StopReason.BudgetGenerations, SearchBench.Noon.AddHours(1)), CancellationToken.None);

    static Task<SearchPlan?> BeginAgainAsync(SearchBench bench) => bench.Activity<BeginSearchActivity>().RunAsync(
        new BeginSearchInput(bench.SearchId, SearchBench.Noon, TwoGenerations.At, TwoGenerations), CancellationToken.None);

    static Task<FrontTest[]> SelectAsync(SearchBench bench) =>
        bench.Activity<SelectForTestingActivity>().RunAsync(new SelectForTestingInput(bench.SearchId), CancellationToken.None);

    static Task<SearchDocument> StateAsync(SearchBench bench) => bench.Documents.ReadStateAsync(bench.SearchId, CancellationToken.None);

    /// <summary>What was proposed, chosen, told, and found; by blob name.</summary>
    static async Task<IReadOnlyList<string>> ResultsAsync(SearchBench bench) =>
    [
        .. (await bench.SnapshotAsync())
            .Where(blob => blob.Key.EndsWith("candidates.json", StringComparison.Ordinal)
                || blob.Key.EndsWith("selection.json", StringComparison.Ordinal)
                || blob.Key.EndsWith("algorithm.json", StringComparison.Ordinal)
                || blob.Key.EndsWith("front.json", StringComparison.Ordinal)
                || blob.Key.EndsWith("history.jsonl", StringComparison.Ordinal))
            .Select(blob => $"{blob.Key}: {blob.Value}"),
    ];

    Task<SearchBench> BeginAsync(int generations) => BeginAsync(new BudgetLimits { Generations = generations });

    async Task<SearchBench> BeginAsync(BudgetLimits budgets)
    {
        var request = TestRequests.Small(Random.Shared.NextInt64()) with { Budgets = budgets, Constraints = [] };
        var bench = await SearchBench.CreateAsync(azurite.ConnectionString, request);
        await bench.BeginAsync();
        return bench;
    }
}
