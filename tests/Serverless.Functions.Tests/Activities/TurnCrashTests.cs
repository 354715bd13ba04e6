using System.Text.Json;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>Whole asynchronous searches, turn by turn, one of which may die.</summary>
[Collection(ActivityCollection.Name)]
public sealed class TurnCrashTests(AzuriteFixture azurite)
{
    static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task Run_ProcessDiesAfterAnyWriteOfATurn_EndsAsIfItHadNot() => await DieAfterAnyWriteAsync(TurnRun.WithRungs, _ => 2);

    [Fact]
    public async Task Run_ProcessDiesAfterAnyWriteOfATurnThatPromotes_EndsAsIfItHadNot() =>
        await DieAfterAnyWriteAsync(TurnRun.Promoting, journal => journal.First(turn => turn.Promoted > 0).Generation);

    [Fact]
    public async Task Run_ProcessDiesAfterAnyWriteOfTheTurnThatEndsThoseThatWait_EndsAsIfItHadNot() =>
        await DieAfterAnyWriteAsync(TurnRun.Promoting, journal => journal[^1].Generation);

    async Task DieAfterAnyWriteAsync(SearchRequest request, Func<IReadOnlyList<ArrivalSet>, int> crashIn)
    {
        await using var undisturbed = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, request);
        await RunAsync(undisturbed);
        var expected = await ComparableAsync(undisturbed);
        var turn = crashIn((await TurnRun.CourseAsync(undisturbed)).Journal);

        var writes = int.MaxValue;
        for (var write = 1; write <= writes; write++)
        {
            await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, undisturbed.Request);
            writes = await RunAsync(bench, turn, write);

            (await ComparableAsync(bench)).ShouldBe(expected, $"died after write {write}");
        }

        writes.ShouldBeGreaterThan(5);
    }

    [Theory]
    [InlineData(true, true, 6, false)]
    [InlineData(true, true, 9, true)]
    [InlineData(false, true, 6, false)]
    [InlineData(false, false, 12, false)]
    public async Task Run_ToTheEnd_IsWhatTheEngineComesToInProcess(bool hasThresholds, bool hasRungs, int trainings, bool promotes)
    {
        var request = (promotes ? TurnRun.Promoting : TurnRun.WithRungs) with { Budgets = new() { Trainings = trainings } };
        request = request with
        {
            Objectives = hasThresholds ? request.Objectives : [.. request.Objectives.Select(objective => objective with { Threshold = null })],
            Training = hasRungs ? request.Training : request.Training with { Rungs = null },
            Promotion = hasRungs ? request.Promotion : null,
        };
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, request);
        await RunAsync(bench);
        var state = await bench.Documents.ReadStateAsync(bench.SearchId, Never);

        var (journal, evaluations) = await TurnRun.CourseAsync(bench);
        journal.Any(turn => turn.Promoted > 0).ShouldBe(promotes);
        state.Budget.EpochsUsed.ShouldBe(evaluations.Sum(evaluation => evaluation.Rungs is [.., var last] ? last.Epochs : evaluation.Cost.Epochs + evaluation.Cost.EpochsCached));
        (state.Budget.TrainingsReserved, state.Budget.EpochsReserved).ShouldBe((0, 0));
        var front = (await bench.Store.ReadAsync(BlobPaths.Front(bench.SearchId), CoreJson.Default.FrontDocument, Never)).Value;
        state.Budget.TrainingsUsed.ShouldBe(trainings);
        front.Hypervolume.ShouldBeGreaterThan(0);
        front.ReferencePointOrigin?.Evaluations.ShouldBe(hasRungs ? front.Evaluations : 8);
        evaluations.ShouldContain(evaluation => evaluation.Status == EvaluationStatus.Infeasible, "the constraint is meant to bite");
        JournalReplay.FindDifference(bench.Request, bench.Request.Budgets, journal, evaluations, front).ShouldBeNull();
    }

    [Fact]
    public async Task Run_ImportedResultsAndAProcessThatDiesAfterAnyWrite_EndsAsIfItHadNot()
    {
        await using var source = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, TurnRun.WithRungs with { Training = TurnRun.WithRungs.Training with { Rungs = null }, Promotion = null });
        await RunAsync(source);
        ImportedResult[] rows =
        [
            .. (await TurnRun.CourseAsync(source)).Evaluations.Where(evaluation => evaluation.Status == EvaluationStatus.Completed)
                .Select(evaluation => new ImportedResult { Architecture = evaluation.Architecture, Metrics = evaluation.Metrics }),
        ];
        var request = TurnRun.WithRungs with { ImportFrom = new() { Rows = rows } };
        await DieAfterAnyWriteAsync(request, _ => 0);
        await DieAfterAnyWriteAsync(request, _ => 1);
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, request);
        await RunAsync(bench);

        var (journal, evaluations) = await TurnRun.CourseAsync(bench);
        evaluations.Take(rows.Length).ShouldAllBe(evaluation => evaluation.ImportedFrom == Importing.Rows);
        var front = (await bench.Store.ReadAsync(BlobPaths.Front(bench.SearchId), CoreJson.Default.FrontDocument, Never)).Value;
        front.Members.ShouldContain(member => member.Generation == 0 && rows.Any(row => row.Architecture == member.Architecture));
        JournalReplay.FindDifference(bench.Request, bench.Request.Budgets, journal, evaluations, front).ShouldBeNull();
    }

    /// <summary>Runs a search until its trainings are used up; one turn may die once.</summary>
    /// <returns>The writes of the turn that dies, or would.</returns>
    static async Task<int> RunAsync(SearchBench bench, int crashIn = -1, int afterWrite = 0)
    {
        var writes = await TurnRun.RunAsync(bench, new StartedEvaluations(), crashIn, afterWrite);
        (await bench.Documents.ReadStateAsync(bench.SearchId, Never)).Budget.TrainingsLeft.ShouldBe(0);
        return writes;
    }

    static async Task<IReadOnlyList<string>> ComparableAsync(SearchBench bench)
    {
        var state = await bench.Documents.ReadStateAsync(bench.SearchId, Never);
        var front = await bench.Store.ReadAsync(BlobPaths.Front(bench.SearchId), CoreJson.Default.FrontDocument, Never);
        return
        [
            .. await bench.CourseAsync(),
            JsonSerializer.Serialize(front.Value, CoreJson.Default.FrontDocument).Replace(bench.SearchId, "ID", StringComparison.Ordinal),
            $"{state.Budget.TrainingsSpent + state.Budget.TrainingsCached} {state.Budget.TrainingsReserved} {state.Budget.EpochsUsed} {state.Generation} {state.Hypervolume:R}",
        ];
    }
}
