using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Functions.Activities;
using Serverless.MultiObjective.Randomness;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>The storage requests of a turn of an asynchronous search, early and late.</summary>
[Collection(ActivityCollection.Name)]
public sealed class TurnCostTests(AzuriteFixture azurite)
{
    const int Turns = 600;
    const int Part = 100;

    [Theory]
    [InlineData("nsga2", HalvingVariant.Stopping)]
    [InlineData("random", HalvingVariant.Stopping)]
    [InlineData("random", HalvingVariant.Promotion)]
    public async Task TakeTurn_OfALongSearch_CostsNoMoreThanOfAYoungOne(string algorithm, HalvingVariant variant)
    {
        var request = TestRequests.Small(1) with
        {
            Algorithm = new() { Name = algorithm, PopulationSize = 8 },
            Constraints = [],
            Training = TestRequests.Small(1).Training with { Epochs = 3, Rungs = [1, 3] },
            Promotion = new() { ReductionFactor = 2, Variant = variant },
            Budgets = new() { Trainings = 10_000 },
            Mode = SearchMode.Asynchronous,
            Parallelism = 4,
        };
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, request);
        await bench.BeginAsync();
        var (calls, bytes) = (new List<int>(), new List<long>());
        Arrival[] heard = [];
        for (var turn = 0; turn < Turns; turn++)
        {
            var before = (bench.Store.Calls, bench.Store.Bytes);
            var input = new TakeTurnInput(bench.SearchId, turn, SearchBench.Noon, GenerationRun.Terms, heard, LooksAtAll: false, IsStopping: false);
            (await bench.Activity<TakeTurnActivity>().TakeAsync(input, new StartedEvaluations(), CancellationToken.None)).IsTaken.ShouldBeTrue();
            calls.Add(bench.Store.Calls - before.Calls);
            bytes.Add(bench.Store.Bytes - before.Bytes);
            var open = (await bench.Store.ReadAsync(BlobPaths.Open(bench.SearchId, turn), CoreJson.Default.OpenEvaluations, CancellationToken.None)).Value.Evaluations;
            await EndAsync(bench, open[turn * 5 % open.Count]);
            heard = [open[turn * 5 % open.Count].Arrival];
        }

        // The front is read and written each time, and its size depends on what is found: 300 to 400 bytes a member.
        (calls[^Part..].Average() / calls[Part..(2 * Part)].Average()).ShouldBeLessThan(1.1);
        (bytes[^Part..].Average() / bytes[Part..(2 * Part)].Average()).ShouldBeLessThan(1.1);
    }

    [Fact]
    public async Task TakeTurn_WithASurrogate_AsksNoMoreOfStorageHoweverMuchHasEnded()
    {
        const int Later = 110;
        const int Part = 25;
        var request = TurnRun.Request(minimumCorrelation: -1, trainings: 10_000);
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, request with { Surrogate = request.Surrogate! with { PoolSize = 6, Ensemble = 1 } });
        await bench.BeginAsync();
        var (engine, calls, fitted, fronts) = (new StartedEvaluations(), new List<int>(), 0, 0);
        bench.Store.Reading = path =>
        {
            fronts += path == BlobPaths.Front(bench.SearchId) ? 1 : 0;
            return Task.CompletedTask;
        };
        Arrival[] heard = [];
        for (var turn = 0; turn < Later; turn++)
        {
            var before = bench.Store.Calls;
            var input = new TakeTurnInput(bench.SearchId, turn, SearchBench.Noon, GenerationRun.Terms, heard, LooksAtAll: false, IsStopping: false);
            (await bench.Activity<TakeTurnActivity>().TakeAsync(input, engine, CancellationToken.None)).IsTaken.ShouldBeTrue();
            calls.Add(bench.Store.Calls - before);
            for (; fitted < engine.Fits.Count; fitted++)
            {
                await bench.FitAsync(engine.Fits[fitted]);
            }

            var open = (await bench.Store.ReadAsync(BlobPaths.Open(bench.SearchId, turn), CoreJson.Default.OpenEvaluations, CancellationToken.None)).Value.Evaluations;
            await EndAsync(bench, open[turn * 5 % open.Count]);
            heard = [open[turn * 5 % open.Count].Arrival];
        }

        // Fits become rare, and a turn that orders or takes in none asks for the same each time.
        fitted.ShouldBeGreaterThan(15);
        calls[^Part..].Average().ShouldBeLessThanOrEqualTo(calls[Part..(2 * Part)].Average() * 1.02);
        calls[^Part..].Min().ShouldBe(calls[Part..(2 * Part)].Min());
        fronts.ShouldBe(Later, "each turn reads the front once, the first finds none");
    }

    static async Task EndAsync(SearchBench bench, OpenEvaluation open)
    {
        var (request, ladder) = (bench.Request, RungLadder.Of(bench.Request));
        var candidate = (await bench.CandidatesAsync(open.Generation))[open.Index];
        var random = RandomStream.For(request.Seed, open.Generation, open.Index);
        var started = Outcomes.Start(open.Generation, open.Index, candidate, request, new Dictionary<string, double>());
        var before = open.Rung == 1
            ? null
            : (await bench.Store.ReadAsync(BlobPaths.RungOutcome(bench.SearchId, open.Generation, open.Rung - 1, open.Candidate), CoreJson.Default.Evaluation, CancellationToken.None)).Value;
        var evaluation = RungOutcomes.Join(started with { Status = EvaluationStatus.Completed, Fidelity = ladder.FidelityOf(open.Rung) }, before, ladder, open.Rung, request);
        foreach (var objective in request.Objectives)
        {
            evaluation = Outcomes.AddMetric(evaluation, objective.Name, random.NextDouble(), provenance: null);
        }

        await bench.Store.TryCreateAsync(
            EvaluationRecorder.PathOf(bench.SearchId, open.Generation, open.Rung, ladder, open.Candidate),
            RungOutcomes.Note(evaluation, isCached: false, ladder, open.Rung),
            CoreJson.Default.Evaluation,
            CancellationToken.None);
    }
}
