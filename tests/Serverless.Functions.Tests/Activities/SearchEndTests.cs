using Serverless.Application.Jobs;
using Serverless.Core.Budgets;
using Serverless.Core.Datasets;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Functions.Activities;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>The state that a search reports when it has ended.</summary>
[Collection(ActivityCollection.Name)]
public sealed class SearchEndTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task End_EveryTrainingFailed_IsFailedWithTheReasonAndTheRemedy()
    {
        await using var bench = await SearchBench.CreateAsync(
            azurite.ConnectionString, TestRequests.Small(Random.Shared.NextInt64()) with { Constraints = [], Budgets = new() { Trainings = 3, Generations = 1 } });
        await bench.BeginAsync();
        var run = new GenerationRun(bench, 0);
        foreach (var index in await run.SelectAsync())
        {
            await run.RecordAsync(index, new JobEnd(JobEndKind.GaveUp, 3, Error: "Out of memory."));
        }

        await run.MergeAsync();
        await EndAsync(bench, StopReason.BudgetGenerations);
        await EndAsync(bench, StopReason.BudgetGenerations);

        var state = await StateAsync(bench);
        var outcomes = state.Outcomes.ShouldNotBeNull();
        (outcomes.Completed, outcomes.Failed, outcomes.Abandoned).ShouldBe((0, 3, 1), "one was not covered by the budget");
        outcomes.Failures.ShouldBe([new FailureReason("Out of memory.", 3)]);
        (state.State, state.StopReason).ShouldBe((SearchStatus.Failed, StopReason.Failed));
        state.Error.ShouldNotBeNull().ShouldStartWith("Nothing finished: 3 evaluations failed. The most frequent reason: Out of memory. Fix the cause");
        (await bench.Documents.ReadFrontAsync(state, CancellationToken.None)).Outcomes.ShouldNotBeNull().Failed.ShouldBe(3);
    }

    [Fact]
    public async Task End_DatasetWithoutTestImages_IsCompletedAndSaysThatThereIsNoTestAccuracy()
    {
        var request = TestRequests.Small(Random.Shared.NextInt64());
        var source = new DatasetSource
        {
            Format = DatasetFormat.Npz,
            Shape = new(1, 28, 28, 10),
            Training = [new DatasetFile { Path = "patches.npz", Sha256 = new string('0', 64) }],
        };
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString, request with
        {
            Dataset = request.Dataset with { Name = "patches", Source = source },
            Budgets = new() { Generations = 1 },
        });
        await bench.RunToTheEndAsync();

        await EndAsync(bench, StopReason.BudgetGenerations);

        var state = await StateAsync(bench);
        (state.State, state.Error, state.Note).ShouldBe(
            (SearchStatus.Completed, null, "The dataset has no test images, so the front has no test accuracy."));
        state.FrontSize.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task End_NothingFeasible_IsCompletedAndTellsTheNearestMiss()
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString, TestRequests.Small(Random.Shared.NextInt64()) with
        {
            Constraints = [new() { Metric = "parameters", AtMost = 10 }],
            Budgets = new() { Evaluations = 4 },
        });
        await bench.RunToTheEndAsync();

        await EndAsync(bench, StopReason.BudgetEvaluations);

        var state = await StateAsync(bench);
        (state.State, state.FrontSize, state.Outcomes!.Infeasible, state.Outcomes.Total()).ShouldBe((SearchStatus.Completed, 0, 4, 4));
        var miss = state.Outcomes.Misses.ShouldHaveSingleItem();
        (miss.Constraint.Metric, miss.Count).ShouldBe(("parameters", 4));
        miss.Nearest.ShouldBe((await bench.EvaluationsAsync(0)).Min(evaluation => evaluation.Metrics["parameters"]));
    }

    static Task<EndedSearch> EndAsync(SearchBench bench, StopReason reason) => bench.Activity<EndSearchActivity>().RunAsync(
        new EndSearchInput(bench.SearchId, reason, SearchBench.Noon.AddMinutes(5)), CancellationToken.None);

    static Task<SearchDocument> StateAsync(SearchBench bench) => bench.Documents.ReadStateAsync(bench.SearchId, CancellationToken.None);
}
