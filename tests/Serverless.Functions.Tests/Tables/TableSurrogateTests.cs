using Serverless.Application.Surrogates;
using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;
using Serverless.Functions.Tests.Activities;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Tables;

/// <summary>Searches of a table in which a surrogate chooses the rows to look up, and fits to rows of that table.</summary>
[Collection(ActivityCollection.Name)]
public sealed class TableSurrogateTests(AzuriteFixture azurite)
{
    const int Batch = 12;
    const int PoolSize = 250;

    static readonly SearchRequest Request = new()
    {
        Space = new() { Name = "nasbench201" },
        Dataset = new() { Name = CellTable.Name, TrainingImages = 0, ValidationImages = 0 },
        Evaluator = new() { Kind = EvaluatorKind.Table, Table = CellTable.Name },
        Objectives = [new() { Metric = "score", Goal = Goal.Maximise }, new() { Metric = "ms", Goal = Goal.Minimise }],
        Algorithm = new() { Name = "random", BatchSize = Batch },
        Budgets = new() { Evaluations = 100 },
        Surrogate = new() { Kind = SurrogateKind.Ridge, PoolSize = PoolSize, Ensemble = 3, StartupTrials = 8, MinimumCorrelation = -1, Exploration = 0.2 },
        Seed = 6,
    };

    [Fact]
    public async Task Generations_OnceEnoughIsKnown_ScreenManyAndLookTheChosenUp()
    {
        await using var bench = await CreateAsync(Request);
        await new GenerationRun(bench, 0).RunAsync();

        await new GenerationRun(bench, 1).RunAsync();

        (await bench.AdviceAsync(0)).Role.ShouldBe(SurrogateRole.None);
        var first = await bench.EvaluationsAsync(0);
        first.Count.ShouldBe(Batch);
        var advice = await bench.AdviceAsync(1);
        advice.Role.ShouldBe(SurrogateRole.Active, advice.Reason);
        advice.FittedTo.ShouldBe(first.Count(evaluation => CellTable.IsConnected(evaluation.Architecture)), "cells at chance level teach nothing");
        var candidates = await bench.CandidatesAsync(1);
        candidates.Count.ShouldBe(PoolSize);
        candidates.ShouldContain(candidate => !CellTable.IsConnected(candidate.Architecture), "the test is to show that those are not chosen");
        var chosen = await bench.EvaluationsAsync(1);
        chosen.Count.ShouldBe(Batch);
        chosen.ShouldAllBe(evaluation => evaluation.Status == EvaluationStatus.Completed && CellTable.IsConnected(evaluation.Architecture));
        chosen.ShouldAllBe(evaluation => evaluation.Predicted!.Surrogate == advice.Surrogate && evaluation.Predicted.Values.Count == 2);
        chosen.ShouldAllBe(evaluation => candidates[evaluation.Index].Id == evaluation.Candidate);
        var state = await bench.Documents.ReadStateAsync(bench.SearchId, CancellationToken.None);
        (state.Surrogate!.Screened, state.Surrogate.Chosen).ShouldBe((PoolSize, Batch));
        (state.Budget.TrainingsSpent, state.Budget.EvaluationsSpent, state.Budget.EvaluationsLeft).ShouldBe((0, 2 * Batch, 100 - (2 * Batch)));
    }

    [Fact]
    public async Task Search_WithASurrogateFittedToTheTable_ChoosesFromTheFirstGenerationOn()
    {
        var id = SurrogateId.From(Guid.NewGuid());
        await using var bench = await CreateAsync(Request with { Surrogate = Request.Surrogate! with { Id = id } });
        var fit = new FitRequest { Kind = SurrogateKind.Ridge, Ensemble = 3, Table = new() { Name = CellTable.Name, Metrics = ["score", "ms"], Rows = 200 } };
        var material = (await bench.Service<TrainingSetBuilder>().GatherAsync(fit, CancellationToken.None)).Material.ShouldNotBeNull();
        await bench.OrderAsync(id, fit, material);
        await bench.FitAsync(id);

        await new GenerationRun(bench, 0).RunAsync();

        var advice = await bench.AdviceAsync(0);
        (advice.Role, advice.Surrogate).ShouldBe((SurrogateRole.Active, id), advice.Reason);
        var state = await bench.Documents.ReadStateAsync(bench.SearchId, CancellationToken.None);
        state.Budget.EvaluationsSpent.ShouldBe(Batch);
        state.FrontSize.ShouldBeGreaterThan(3, "what it says of the table is nearly exact");
    }

    [Fact]
    public async Task Materials_RowsBesideASearchOfTheTable_LeaveOutWhatItHasEvaluated()
    {
        await using var bench = await CreateAsync(Request);
        await new GenerationRun(bench, 0).RunAsync();
        var fit = new FitRequest { Search = bench.SearchId, Kind = SurrogateKind.Ridge, Ensemble = 3, Table = new() { Name = CellTable.Name, Rows = 40 } };

        var material = (await bench.Service<TrainingSetBuilder>().GatherAsync(fit, CancellationToken.None)).Material.ShouldNotBeNull();

        var own = (await bench.EvaluationsAsync(0)).Where(evaluation => CellTable.IsConnected(evaluation.Architecture)).Select(evaluation => evaluation.Architecture).ToList();
        material.Learnable.Examples.Count.ShouldBe(own.Count + 40);
        material.Learnable.Examples.Select(example => example.Architecture).ShouldBeUnique();
        material.Learnable.Examples.Take(own.Count).Select(example => example.Architecture).ShouldBe(own);
        material.Learnable.Examples.ShouldAllBe(example => example.Values["score"] > CellTable.Chance);
        (material.Space, material.Shape).ShouldBe((Request.Space, TableImages.Shape));
    }

    [Theory]
    [InlineData(20_000, null, "/table/rows", "use at most that many")]
    [InlineData(40, "nasbench201-canonical", "/table/space", "The search is of nasbench201")]
    [InlineData(40, null, "/table/curve", "'score' is an objective of the search", "score")]
    public async Task Materials_ThatCannotBe_AreRefused(int rows, string? space, string pointer, string message, params string[] curve)
    {
        await using var bench = await CreateAsync(Request);
        await new GenerationRun(bench, 0).RunAsync();
        var fit = new FitRequest { Search = bench.SearchId, Kind = SurrogateKind.Ridge, Ensemble = 3, Table = new() { Name = CellTable.Name, Rows = rows, Space = space, Curve = curve } };

        var fault = (await bench.Service<TrainingSetBuilder>().GatherAsync(fit, CancellationToken.None)).Fault.ShouldNotBeNull();

        fault.Pointer.ShouldBe(pointer);
        fault.Message.ShouldContain(message);
    }

    async Task<SearchBench> CreateAsync(SearchRequest request)
    {
        var bench = await SearchBench.CreateAsync(azurite.ConnectionString, request);
        await CellTable.UploadAsync(bench.Store);
        (await bench.BeginAsync()).ShouldSatisfyAllConditions(plan => plan.TakesJobs.ShouldBeFalse(), plan => plan.HasSurrogate.ShouldBeTrue());
        return bench;
    }
}
