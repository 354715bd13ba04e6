using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Budgets;
using Serverless.Core.Searches;
using Serverless.Functions.Activities;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>How searches begin and end.</summary>
[Collection(ActivityCollection.Name)]
public sealed class SearchLifeTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Begin_StateNotWrittenYet_WritesItAndKeepsTheFirstStart()
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString);

        var plan = await bench.BeginAsync();
        var again = await bench.Activity<BeginSearchActivity>().RunAsync(
            new BeginSearchInput(bench.SearchId, SearchBench.Noon, SearchBench.Noon.AddHours(1)), CancellationToken.None);

        again.ShouldBe(plan);
        var state = await StateAsync(bench);
        (state.State, state.CreatedAt, state.StartedAt).ShouldBe((SearchStatus.Running, SearchBench.Noon, SearchBench.Noon.AddSeconds(1)));
    }

    [Fact]
    public async Task Begin_WallClockBudget_GivesTheDeadline()
    {
        var request = TestRequests.Small(1) with { Budgets = new() { WallClockSeconds = 90 } };
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString, request);

        (await bench.BeginAsync()).Deadline.ShouldBe(SearchBench.Noon.AddSeconds(91));
    }

    [Fact]
    public async Task Propose_CancelledInTheStore_ProposesNothing()
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString);
        await bench.BeginAsync();
        await bench.Store.TryCreateAsync(
            BlobPaths.Cancellation(bench.SearchId),
            new SearchCancellation(SearchBench.Noon),
            CoreJson.Default.SearchCancellation,
            CancellationToken.None);

        var proposed = await bench.Activity<ProposeCandidatesActivity>().RunAsync(bench.Generation(0), CancellationToken.None);

        proposed.IsCancelled.ShouldBeTrue();
        (await bench.SnapshotAsync()).Keys.ShouldNotContain(name => name.Contains("candidates", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Propose_FewerEvaluationsLeft_ProposesNoMore()
    {
        var request = TestRequests.Small(1) with { Budgets = new() { Evaluations = 3 } };
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString, request);
        await bench.BeginAsync();

        var proposed = await bench.Activity<ProposeCandidatesActivity>().RunAsync(bench.Generation(0), CancellationToken.None);

        proposed.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Select_BudgetSmallerThanTheGeneration_ReservesInProposalOrder()
    {
        var request = TestRequests.Small(1) with { Budgets = new() { Trainings = 2 }, Constraints = [] };
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString, request);
        await bench.BeginAsync();

        (await new GenerationRun(bench, 0).SelectAsync()).ShouldBe([0, 1]);
        (await StateAsync(bench)).Budget.TrainingsReserved.ShouldBe(2);
    }

    [Fact]
    public async Task End_BudgetUsedUp_PutsTestAccuraciesIntoTheFront()
    {
        await using var bench = await RunAsync();
        foreach (var (index, _) in await bench.Activity<SelectForTestingActivity>().RunAsync(new SelectForTestingInput(bench.SearchId), CancellationToken.None))
        {
            await QueueTestAsync(bench, index);
            await bench.AnswerTestAsync((await FrontAsync(bench)).Members[index].Candidate);
        }

        await EndAsync(bench, StopReason.BudgetTrainings);
        var once = await bench.SnapshotAsync();
        await EndAsync(bench, StopReason.BudgetTrainings);

        (await bench.SnapshotAsync()).ShouldBe(once);
        (await FrontAsync(bench)).Members.ShouldAllBe(member => member.Metrics["testAccuracy"] >= 50);
        var state = await StateAsync(bench);
        (state.State, state.StopReason, state.Error).ShouldBe((SearchStatus.Completed, StopReason.BudgetTrainings, null));
    }

    [Fact]
    public async Task End_ATestWithoutResult_CompletesAndNamesTheMember()
    {
        await using var bench = await RunAsync();
        await QueueTestAsync(bench, 0);

        await EndAsync(bench, StopReason.BudgetTrainings);

        var state = await StateAsync(bench);
        state.State.ShouldBe(SearchStatus.Completed);
        state.Error.ShouldNotBeNull().ShouldContain((await FrontAsync(bench)).Members[0].Candidate.Value);
    }

    [Fact]
    public async Task End_Cancelled_KeepsTheFrontAsItIs()
    {
        await using var bench = await RunAsync();
        var front = await FrontAsync(bench);

        await EndAsync(bench, StopReason.Cancelled);

        var state = await StateAsync(bench);
        (state.State, state.StopReason).ShouldBe((SearchStatus.Cancelled, StopReason.Cancelled));
        (await FrontAsync(bench)).Members.Count.ShouldBe(front.Members.Count);
    }

    static Task<AdvancedWork> QueueTestAsync(SearchBench bench, int index) =>
        bench.AdvanceAsync(new Work(WorkKind.Test, bench.SearchId, GenerationRun.Terms, Index: index));

    static Task<EndedSearch> EndAsync(SearchBench bench, StopReason reason) => bench.Activity<EndSearchActivity>().RunAsync(
        new EndSearchInput(bench.SearchId, reason, SearchBench.Noon.AddHours(1)), CancellationToken.None);

    static Task<SearchDocument> StateAsync(SearchBench bench) => bench.Documents.ReadStateAsync(bench.SearchId, CancellationToken.None);

    static async Task<Core.Fronts.FrontDocument> FrontAsync(SearchBench bench) =>
        await bench.Documents.ReadFrontAsync(await StateAsync(bench), CancellationToken.None);

    async Task<SearchBench> RunAsync()
    {
        var request = TestRequests.Small(Random.Shared.NextInt64()) with { Budgets = new() { Trainings = 2 } };
        var bench = await SearchBench.CreateAsync(azurite.ConnectionString, request);
        await bench.BeginAsync();
        await new GenerationRun(bench, 0).RunAsync();
        return bench;
    }
}
