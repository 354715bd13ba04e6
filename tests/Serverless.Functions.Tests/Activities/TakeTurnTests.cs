using System.Text.Json;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Budgets;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>Asynchronous searches, turn by turn, whose evaluations end as each test determines.</summary>
[Collection(ActivityCollection.Name)]
public sealed class TakeTurnTests(AzuriteFixture azurite)
{
    static readonly CancellationToken Never = CancellationToken.None;

    static SearchRequest Request
    {
        get
        {
            var small = TestRequests.Small(Random.Shared.NextInt64());
            return small with
            {
                Training = small.Training with { Epochs = 3, Rungs = [1, 3] },
                Promotion = new() { ReductionFactor = 2 },
                Mode = SearchMode.Asynchronous,
                Parallelism = 3,
            };
        }
    }

    [Fact]
    public async Task Run_ProcessDiesAfterAnyWriteOfATurn_EndsAsIfItHadNot() => await DieAfterAnyWriteAsync(Request, _ => 2);

    [Fact]
    public async Task Run_ProcessDiesAfterAnyWriteOfATurnThatPromotes_EndsAsIfItHadNot() =>
        await DieAfterAnyWriteAsync(Promoting(Request), journal => journal.First(turn => turn.Promoted > 0).Generation);

    [Fact]
    public async Task Run_ProcessDiesAfterAnyWriteOfTheTurnThatEndsThoseThatWait_EndsAsIfItHadNot() =>
        await DieAfterAnyWriteAsync(Promoting(Request), journal => journal[^1].Generation);

    async Task DieAfterAnyWriteAsync(SearchRequest request, Func<IReadOnlyList<ArrivalSet>, int> crashIn)
    {
        await using var undisturbed = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, request);
        await RunAsync(undisturbed, crashIn: -1, afterWrite: 0);
        var expected = await ComparableAsync(undisturbed);
        var turn = crashIn((await CourseAsync(undisturbed)).Journal);

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
        var request = (promotes ? Promoting(Request) : Request) with { Budgets = new() { Trainings = trainings } };
        request = request with
        {
            Objectives = hasThresholds ? request.Objectives : [.. request.Objectives.Select(objective => objective with { Threshold = null })],
            Training = hasRungs ? request.Training : request.Training with { Rungs = null },
            Promotion = hasRungs ? request.Promotion : null,
        };
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, request);
        await RunAsync(bench, crashIn: -1, afterWrite: 0);
        var state = await bench.Documents.ReadStateAsync(bench.SearchId, Never);

        var (journal, evaluations) = await CourseAsync(bench);
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
        await using var source = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, Request with { Training = Request.Training with { Rungs = null }, Promotion = null });
        await RunAsync(source, crashIn: -1, afterWrite: 0);
        ImportedResult[] rows =
        [
            .. (await CourseAsync(source)).Evaluations.Where(evaluation => evaluation.Status == EvaluationStatus.Completed)
                .Select(evaluation => new ImportedResult { Architecture = evaluation.Architecture, Metrics = evaluation.Metrics }),
        ];
        var request = Request with { ImportFrom = new() { Rows = rows } };
        await DieAfterAnyWriteAsync(request, _ => 0);
        await DieAfterAnyWriteAsync(request, _ => 1);
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, request);
        await RunAsync(bench, crashIn: -1, afterWrite: 0);

        var (journal, evaluations) = await CourseAsync(bench);
        evaluations.Take(rows.Length).ShouldAllBe(evaluation => evaluation.ImportedFrom == Importing.Rows);
        var front = (await bench.Store.ReadAsync(BlobPaths.Front(bench.SearchId), CoreJson.Default.FrontDocument, Never)).Value;
        front.Members.ShouldContain(member => member.Generation == 0 && rows.Any(row => row.Architecture == member.Architecture));
        JournalReplay.FindDifference(bench.Request, bench.Request.Budgets, journal, evaluations, front).ShouldBeNull();
    }

    [Fact]
    public async Task TakeTurn_CandidatesWaitAtARung_AreToldAndNotEndedAndHoldWhatTheyUsed()
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, Promoting(Request) with { Constraints = [] });
        await bench.BeginAsync();
        var engine = new StartedEvaluations();
        await TakeAsync(bench, engine, 0);
        await new GenerationRun(bench, 0).EvaluateAsync(1);
        var one = await TakeAsync(bench, engine, 1, [new Arrival(0, 1)]);
        var first = (await bench.Documents.ReadStateAsync(bench.SearchId, Never)).Budget;
        await new GenerationRun(bench, 0).EvaluateAsync(0);
        engine.Started.Clear();
        var two = await TakeAsync(bench, engine, 2, [new Arrival(0, 0)]);

        (one.Open, one.Waiting, one.StopReason).ShouldBe((3, 1, null));
        (first.TrainingsReserved, first.EpochsReserved, first.TrainingsUsed).ShouldBe((4, 4, 0), "one epoch each, of one that waits and three that run");
        (two.Open, two.Waiting).ShouldBe((3, 1), "of two that came to the rung one goes on");
        engine.Started.ShouldHaveSingleItem().Rung.ShouldBe(2);
        (await bench.EvaluationsAsync(1)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TakeTurn_AnotherExecutionDecidesMeanwhile_TakesInWhatWasDecided()
    {
        var request = Request with { Constraints = [] };
        request = request with { Training = request.Training with { Rungs = null }, Promotion = null };
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, request);
        await bench.BeginAsync();
        var engine = new StartedEvaluations();
        await TakeAsync(bench, engine, 0);
        await new GenerationRun(bench, 0).EvaluateAsync(0);
        bench.Store.Reading = async path =>
        {
            if (path == BlobPaths.Front(bench.SearchId))
            {
                // Another execution looks a moment later, when one more has ended, and dies after it has written what it takes in.
                bench.Store.Reading = null;
                await new GenerationRun(bench, 0).EvaluateAsync(2);
                bench.Store.CrashAfter = bench.Store.Writes + 1;
                await Should.ThrowAsync<StorageException>(() => TakeAsync(bench, engine, 1, [new Arrival(0, 0)], looksAtAll: true));
                bench.Store.CrashAfter = 0;
            }
        };

        await TakeAsync(bench, engine, 1, [new Arrival(0, 0)]);

        var arrivals = (await bench.Store.ReadAsync(BlobPaths.Arrivals(bench.SearchId, 1), CoreJson.Default.ArrivalSet, Never)).Value.Arrivals;
        arrivals.Count.ShouldBe(2);
        (await bench.EvaluationsAsync(1)).Count.ShouldBe(2, "the journal says so");
    }

    [Fact]
    public async Task TakeTurn_NothingHasEnded_IsStillToComeAndHasWhatIsMissingStarted()
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, Request with { Constraints = [] });
        await bench.BeginAsync();
        var engine = new StartedEvaluations();
        await TakeAsync(bench, engine, 0);
        engine.Started.Clear();

        var taken = await TakeAsync(bench, engine, 1, [new Arrival(0, 0), new Arrival(7, 7)]);

        (taken.IsTaken, taken.Open).ShouldBe((false, 3));
        engine.Started.Count.ShouldBe(3);
        (await bench.Store.FindVersionAsync(BlobPaths.Arrivals(bench.SearchId, 1), Never)).ShouldBeNull();
    }

    [Fact]
    public async Task TakeTurn_EventsLost_FindsWhatHasEndedByLooking()
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, Request with { Constraints = [] });
        await bench.BeginAsync();
        var engine = new StartedEvaluations();
        await TakeAsync(bench, engine, 0);
        await new GenerationRun(bench, 0).EvaluateAsync(1);

        (await TakeAsync(bench, engine, 1)).IsTaken.ShouldBeFalse();
        var taken = await TakeAsync(bench, engine, 1, looksAtAll: true);

        taken.IsTaken.ShouldBeTrue();
        taken.Failures.ShouldBe(new FailureCount(Ended: 1));
    }

    [Fact]
    public async Task TakeTurn_Cancelled_BeginsNothingAndPromisesNothingNew()
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, Request with { Constraints = [] });
        await bench.BeginAsync();
        var engine = new StartedEvaluations();
        await TakeAsync(bench, engine, 0);
        await new GenerationRun(bench, 0).EvaluateAsync(0);
        await bench.Store.TryCreateAsync(
            BlobPaths.Cancellation(bench.SearchId), new SearchCancellation(SearchBench.Noon), CoreJson.Default.SearchCancellation, Never);

        var taken = await TakeAsync(bench, engine, 1, [new Arrival(0, 0)]);

        (taken.IsCancelled, taken.Open).ShouldBe((true, 2));
        (await bench.CandidatesAsync(1)).ShouldBeEmpty();
        (await bench.Documents.ReadStateAsync(bench.SearchId, Never)).Budget.TrainingsReserved.ShouldBe(2);
    }

    [Fact]
    public async Task TakeTurn_WhatIsLeftOfTheCostCoversNoneUnderWay_TellsThemOnceToBeginNoTraining()
    {
        var prices = new PriceTable { Currency = "EUR", CpuPerHour = 3600, CudaPerHour = 3600 };
        await using var bench = await SearchBench.CreateInMemoryAsync(
            azurite.ConnectionString,
            Request with { Constraints = [], Training = Request.Training with { Rungs = null }, Promotion = null, Budgets = new() { Trainings = 12, Cost = 2, Prices = prices } });
        await bench.BeginAsync();
        var engine = new StartedEvaluations();
        await TakeAsync(bench, engine, 0);
        await new GenerationRun(bench, 0).EvaluateAsync(0);

        var taken = await TakeAsync(bench, engine, 1, [new Arrival(0, 0)]);

        (taken.IsTaken, taken.Open, taken.StopReason).ShouldBe((true, 2, null));
        (await bench.CandidatesAsync(1)).ShouldBeEmpty("nothing more is begun");
        (Arrival, string)[] expected = [(new Arrival(0, 1), EventNames.Finish), (new Arrival(0, 2), EventNames.Finish)];
        engine.Told.ShouldBe(expected);
        var budget = (await bench.Documents.ReadStateAsync(bench.SearchId, Never)).Budget;
        (budget.CostSpent, budget.CostReserved).ShouldBe((budget.WorkerSeconds, 2 * budget.WorkerSeconds), "each is expected to take as long");

        await TakeAsync(bench, engine, 2);
        engine.Told.Count.ShouldBe(2);
        await TakeAsync(bench, engine, 2, looksAtAll: true);
        engine.Told.Count.ShouldBe(4, "an event may have been lost");
    }

    static SearchRequest Promoting(SearchRequest request) =>
        request with { Promotion = request.Promotion! with { Variant = HalvingVariant.Promotion } };

    static async Task<(IReadOnlyList<ArrivalSet> Journal, IReadOnlyList<Evaluation> Evaluations)> CourseAsync(SearchBench bench)
    {
        var (journal, evaluations) = (new List<ArrivalSet>(), new List<Evaluation>());
        var state = await bench.Documents.ReadStateAsync(bench.SearchId, Never);
        for (var turn = 0; turn < state.Generation; turn++)
        {
            journal.Add((await bench.Store.ReadAsync(BlobPaths.Arrivals(bench.SearchId, turn), CoreJson.Default.ArrivalSet, Never)).Value);
            evaluations.AddRange(await bench.EvaluationsAsync(turn));
        }

        return (journal, evaluations);
    }

    /// <summary>Runs a search to its end; one turn dies once.</summary>
    /// <returns>The writes of that turn.</returns>
    static async Task<int> RunAsync(SearchBench bench, int crashIn, int afterWrite)
    {
        await bench.BeginAsync();
        var engine = new StartedEvaluations();
        Arrival[] heard = [];
        var (turn, writes) = (0, 0);
        StopReason? reason = null;
        while (reason is null)
        {
            var before = bench.Store.Writes;
            bench.Store.CrashAfter = turn == crashIn && afterWrite > 0 ? before + afterWrite : 0;
            TurnTaken? taken = null;
            await GenerationRun.RetryAsync(async () => taken = await TakeAsync(bench, engine, turn, heard));
            taken.ShouldNotBeNull().IsTaken.ShouldBeTrue();
            writes = turn == crashIn ? bench.Store.Writes - before : writes;
            reason = taken.StopReason;
            var open = (await bench.Store.ReadAsync(BlobPaths.Open(bench.SearchId, turn), CoreJson.Default.OpenEvaluations, Never)).Value.Evaluations
                .Where(evaluation => !evaluation.IsKnown).ToList();
            if (open.Count > 0)
            {
                var next = open[turn * 5 % open.Count];
                await new GenerationRun(bench, next.Generation).EvaluateAsync(next.Index, next.Rung);
                heard = [next.Arrival];
            }

            turn++;
        }

        reason.ShouldBe(StopReason.BudgetTrainings);
        return writes;
    }

    static Task<TurnTaken> TakeAsync(SearchBench bench, StartedEvaluations engine, int turn, Arrival[]? heard = null, bool looksAtAll = false) =>
        bench.Activity<TakeTurnActivity>().TakeAsync(
            new TakeTurnInput(bench.SearchId, turn, SearchBench.Noon.AddMinutes(turn), GenerationRun.Terms, heard ?? [], looksAtAll, IsStopping: false), engine, Never);

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
