using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>Single turns of asynchronous searches.</summary>
[Collection(ActivityCollection.Name)]
public sealed class TakeTurnTests(AzuriteFixture azurite)
{
    static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task TakeTurn_CandidatesWaitAtARung_AreToldAndNotEndedAndHoldWhatTheyUsed()
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, TurnRun.Promoting with { Constraints = [] });
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
        var request = TurnRun.WithRungs with { Constraints = [] };
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
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, TurnRun.WithRungs with { Constraints = [] });
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
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, TurnRun.WithRungs with { Constraints = [] });
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
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, TurnRun.WithRungs with { Constraints = [] });
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
            TurnRun.WithRungs with { Constraints = [], Training = TurnRun.WithRungs.Training with { Rungs = null }, Promotion = null, Budgets = new() { Trainings = 12, Cost = 2, Prices = prices } });
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

    static Task<TurnTaken> TakeAsync(SearchBench bench, StartedEvaluations engine, int turn, Arrival[]? heard = null, bool looksAtAll = false) =>
        bench.Activity<TakeTurnActivity>().TakeAsync(
            new TakeTurnInput(bench.SearchId, turn, SearchBench.Noon.AddMinutes(turn), GenerationRun.Terms, heard ?? [], looksAtAll, IsStopping: false), engine, Never);
}
