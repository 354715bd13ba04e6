using System.Text.RegularExpressions;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Fronts;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>A generation from proposal to the merged front.</summary>
[Collection(ActivityCollection.Name)]
public sealed partial class GenerationTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task TwoGenerations_Undisturbed_FillFrontHistoryAndBudget()
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString);
        await bench.BeginAsync();

        var first = await new GenerationRun(bench, 0).RunAsync();
        var second = await new GenerationRun(bench, 1).RunAsync();

        var state = await bench.Documents.ReadStateAsync(bench.SearchId, CancellationToken.None);
        var evaluations = await EvaluationsAsync(bench, 0);
        first.StopReason.ShouldBeNull();
        evaluations.Count.ShouldBe(4);
        evaluations.Count(evaluation => evaluation.Status == EvaluationStatus.Infeasible)
            .ShouldBeGreaterThan(0, "the constraint is meant to bite");
        state.Budget.TrainingsSpent.ShouldBe(
            evaluations.Concat(await EvaluationsAsync(bench, 1)).Count(evaluation => evaluation.Status == EvaluationStatus.Completed));
        state.Budget.TrainingsReserved.ShouldBe(0);
        state.Budget.EvaluationsSpent.ShouldBe(8);
        state.Generation.ShouldBe(2);
        state.Hypervolume.ShouldNotBeNull().ShouldBeGreaterThan(0);
        second.StopReason.ShouldBe(state.Budget.TrainingsSpent == 6 ? StopReason.BudgetTrainings : null);
        var history = Parse(await bench.Store.ReadBytesAsync(BlobPaths.History(bench.SearchId, 0), CancellationToken.None));
        history.ShouldBe(state.Budget.TrainingsSpent);
    }

    [Fact]
    public async Task Activities_EachCalledTwice_ChangeNothingTheSecondTime()
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString);
        await bench.BeginAsync();
        async Task Twice(Func<Task> activity)
        {
            await activity();
            var once = await bench.SnapshotAsync();
            await activity();
            (await bench.SnapshotAsync()).ShouldBe(once);
        }

        await bench.BeginAsync();
        await new GenerationRun(bench, 0) { Each = Twice }.RunAsync();
        await new GenerationRun(bench, 1) { Each = Twice }.RunAsync();

        (await bench.Documents.ReadStateAsync(bench.SearchId, CancellationToken.None)).Generation.ShouldBe(2);
    }

    [Fact]
    public async Task Generation_ProcessDiesAfterAnyWrite_EndsAsIfItHadNot()
    {
        await using var undisturbed = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString);
        await undisturbed.BeginAsync();
        var before = undisturbed.Store.Writes;
        await new GenerationRun(undisturbed, 0).RunAsync();
        var expected = await undisturbed.SnapshotAsync();
        var writes = undisturbed.Store.Writes - before;

        for (var write = 1; write <= writes; write++)
        {
            await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, undisturbed.Request);
            await bench.BeginAsync();
            bench.Store.CrashAfter = bench.Store.Writes + write;

            await new GenerationRun(bench, 0).RunAsync();

            bench.Store.Writes.ShouldBeGreaterThanOrEqualTo(bench.Store.CrashAfter, "it must have died");
            Comparable(await bench.SnapshotAsync(), bench).ShouldBe(Comparable(expected, undisturbed), $"died after write {write}");
        }
    }

    [Fact]
    public async Task Outcomes_RecordedInAnyOrder_MergeToTheSameFront()
    {
        var request = TestRequests.Small(Random.Shared.NextInt64()) with { Constraints = [], Budgets = new() { Trainings = 100 } };
        await using var forwards = await SearchBench.CreateAsync(azurite.ConnectionString, request);
        await using var backwards = await SearchBench.CreateAsync(
            azurite.ConnectionString, request with { Dataset = request.Dataset with { SplitSeed = request.Dataset.SplitSeed - 1 } });
        await forwards.BeginAsync();
        await backwards.BeginAsync();

        await new GenerationRun(forwards, 0).RunAsync();
        var run = new GenerationRun(backwards, 0);
        foreach (var index in (await run.SelectAsync()).Reverse())
        {
            await run.EvaluateAsync(index);
        }

        await run.MergeAsync();

        var (one, other) = (await FrontAsync(forwards), await FrontAsync(backwards));
        one.Members.Count.ShouldBeGreaterThan(0);
        other.Members.Select(member => member.Candidate).ShouldBe(one.Members.Select(member => member.Candidate));
        other.Hypervolume.ShouldBe(one.Hypervolume);
    }

    [Fact]
    public async Task SecondSearch_SameRecipe_PaysForNothing()
    {
        await using var first = await SearchBench.CreateAsync(azurite.ConnectionString);
        await using var second = await SearchBench.CreateAsync(azurite.ConnectionString, first.Request);
        await first.BeginAsync();
        await second.BeginAsync();

        await new GenerationRun(first, 0).RunAsync();
        await new GenerationRun(second, 0).RunAsync();

        var paid = (await first.Documents.ReadStateAsync(first.SearchId, CancellationToken.None)).Budget;
        var free = (await second.Documents.ReadStateAsync(second.SearchId, CancellationToken.None)).Budget;
        (free.TrainingsSpent, free.TrainingsCached, free.WorkerSeconds).ShouldBe((0, paid.TrainingsSpent, 0.0));
        (await FrontAsync(second)).Hypervolume.ShouldBe((await FrontAsync(first)).Hypervolume);
    }

    static int Parse(byte[] lines) => lines.Count(character => character == '\n');

    // When an outcome was kept is the clock's.
    static Dictionary<string, string> Comparable(IReadOnlyDictionary<string, string> snapshot, SearchBench bench) =>
        snapshot.Where(blob => !blob.Key.EndsWith("receipt.json", StringComparison.Ordinal)).ToDictionary(
            blob => blob.Key,
            blob => Ended().Replace(blob.Value, "")
                .Replace($"{bench.Request.Dataset.SplitSeed}", "SPLIT", StringComparison.Ordinal)
                .Replace(Core.Searches.Requests.RecipeHash.Of(bench.Request), "RECIPE", StringComparison.Ordinal));

    [GeneratedRegex("\"endedAt\":\"[^\"]*\",")]
    private static partial Regex Ended();

    static async Task<IReadOnlyList<Evaluation>> EvaluationsAsync(SearchBench bench, int generation) => (await bench.Store.ReadAsync(
        BlobPaths.EvaluationSet(bench.SearchId, generation), CoreJson.Default.EvaluationSet, CancellationToken.None)).Value.Evaluations;

    static async Task<FrontDocument> FrontAsync(SearchBench bench) =>
        (await bench.Store.ReadAsync(BlobPaths.Front(bench.SearchId), CoreJson.Default.FrontDocument, CancellationToken.None)).Value;
}
