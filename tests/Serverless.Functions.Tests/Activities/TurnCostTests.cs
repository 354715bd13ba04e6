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

/// <summary>What a turn of an asynchronous search asks of storage, early and late.</summary>
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
