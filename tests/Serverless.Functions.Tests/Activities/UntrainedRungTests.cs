using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>Generations whose first rung has no epochs: candidates are compared untrained, or with the weights of a supernet.</summary>
[Collection(ActivityCollection.Name)]
public sealed class UntrainedRungTests(AzuriteFixture azurite)
{
    const int Epochs = 9;

    [Fact]
    public async Task Generation_WithARungOfNoEpochs_TrainsThoseThatUntrainedNetworksSpeakFor()
    {
        var request = Request() with
        {
            Training = Request().Training with { Rungs = [0, 3, Epochs] },
            Promotion = new() { ReductionFactor = 2, ZeroCostProxy = "naswot" },
            Budgets = new() { Trainings = 6 },
        };
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString, request);
        await bench.BeginAsync();

        await new GenerationRun(bench, 0).RunAsync();
        (await new GenerationRun(bench, 1).RunAsync()).StopReason.ShouldBe(Core.Budgets.StopReason.BudgetTrainings);

        var evaluations = await EvaluationsAsync(bench, 0);
        var untrained = evaluations.Where(evaluation => evaluation.Fidelity == "zero-cost").ToList();
        untrained.Count.ShouldBe(3);
        untrained.ShouldAllBe(evaluation => evaluation.Status == EvaluationStatus.EarlyStopped && evaluation.Cost.TrainedOn == null);
        untrained.ShouldAllBe(evaluation => evaluation.Metrics.ContainsKey("naswot") && !evaluation.Metrics.ContainsKey("accuracy"));
        untrained.SelectMany(evaluation => evaluation.Rungs![0].Decision!.Values.Keys).ShouldContain("naswot");
        var whole = evaluations.Single(evaluation => evaluation.Fidelity == "full");
        whole.Metrics.Keys.ShouldContain("naswot", "what was told before the training is still known after it");
        whole.Provenance["naswot"].ShouldBe("zero-cost");
        var budget = (await StateAsync(bench)).Budget;
        (budget.TrainingsSpent, budget.EvaluationsSpent, budget.EpochsSpent).ShouldBe((6, 12, 2 * ((3 * 3) + 6)));
        budget.TrainingSeconds.ShouldBe(2 * (6 + 3 + 1) * 2.0, "computing zero-cost proxies takes its time too");
        var cached = EvaluationCache.PathOf(request, untrained[0].Candidate, "zero-cost");
        (await bench.Store.ReadAsync(cached, CoreJson.Default.Evaluation, CancellationToken.None)).Value.Fidelity.ShouldBe("zero-cost");
    }

    [Fact]
    public async Task Generation_WithASupernet_TrainsThoseWithTheBestInheritedWeightsAndSharesWithSearchesOfTheSame()
    {
        var request = Request() with
        {
            Training = Request().Training with { Rungs = [0, Epochs] },
            Promotion = new() { ReductionFactor = 3, ZeroCostProxy = "supernetAccuracy" },
            Supernet = new(),
        };
        await using var first = await SearchBench.CreateAsync(azurite.ConnectionString, request);
        await using var same = await SearchBench.CreateAsync(azurite.ConnectionString, request);
        await using var other = await SearchBench.CreateAsync(azurite.ConnectionString, request with { Supernet = new() { Epochs = 9 } });
        foreach (var bench in new[] { first, same, other })
        {
            await bench.BeginAsync();
            await new GenerationRun(bench, 0).RunAsync();
        }

        var evaluations = await EvaluationsAsync(first, 0);
        var stopped = evaluations.Where(evaluation => evaluation.Status == EvaluationStatus.EarlyStopped).ToList();
        stopped.Count.ShouldBe(4);
        stopped.ShouldAllBe(evaluation => evaluation.Fidelity == $"supernet.{request.Supernet!.Identity}" && evaluation.Provenance["supernetAccuracy"] == "supernet");
        stopped.SelectMany(evaluation => evaluation.Rungs![0].Decision!.Values.Keys).ShouldContain("supernetAccuracy");
        evaluations.Where(evaluation => evaluation.Fidelity == "full").ShouldAllBe(evaluation => evaluation.Metrics.ContainsKey("supernetAccuracy"));
        (await StateAsync(same)).Budget.WorkerSeconds.ShouldBe(0);
        (await EvaluationsAsync(other, 0)).ShouldAllBe(evaluation => !evaluation.Rungs![0].Cached);
    }

    static SearchRequest Request() => TestRequests.Small(Random.Shared.NextInt64()) with
    {
        Constraints = [],
        Algorithm = new() { Name = "nsga2", PopulationSize = 6 },
        Training = new() { Epochs = Epochs, BatchSize = 32 },
        Budgets = new() { Trainings = 12 },
    };

    static async Task<SearchDocument> StateAsync(SearchBench bench) =>
        await bench.Documents.ReadStateAsync(bench.SearchId, CancellationToken.None);

    static async Task<IReadOnlyList<Evaluation>> EvaluationsAsync(SearchBench bench, int generation) => (await bench.Store.ReadAsync(
        BlobPaths.EvaluationSet(bench.SearchId, generation), CoreJson.Default.EvaluationSet, CancellationToken.None)).Value.Evaluations;
}
