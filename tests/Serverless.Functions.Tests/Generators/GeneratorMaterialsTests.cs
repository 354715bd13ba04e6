using Serverless.Application.Generators;
using Serverless.Core.Generators;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Functions.Tests.Activities;
using Serverless.Functions.Tests.Tables;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Generators;

/// <summary>The training data of generators, which searches refine.</summary>
[Collection(ActivityCollection.Name)]
public sealed class GeneratorMaterialsTests(AzuriteFixture azurite)
{
    static readonly SearchRequest Request = new()
    {
        Space = new() { Name = "nasbench201" },
        Dataset = new() { Name = CellTable.Name, TrainingImages = 0, ValidationImages = 0 },
        Evaluator = new() { Kind = EvaluatorKind.Table, Table = CellTable.Name },
        Objectives = [new() { Metric = "score", Goal = Goal.Maximise }, new() { Metric = "ms", Goal = Goal.Minimise }],
        Algorithm = new() { Name = "random", BatchSize = 24 },
        Budgets = new() { Evaluations = 100 },
        Surrogate = new() { Kind = SurrogateKind.Ridge, PoolSize = 100, Ensemble = 3, StartupTrials = 50, MinimumCorrelation = -1, Exploration = 0.2 },
        Seed = 6,
    };

    [Fact]
    public async Task Gather_ASearchBesideRows_LearnsWhatBothTell()
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString, Request);
        await CellTable.UploadAsync(bench.Store);
        await bench.BeginAsync();
        await new GenerationRun(bench, 0).RunAsync();
        var own = (await bench.EvaluationsAsync(0)).Where(evaluation => CellTable.IsConnected(evaluation.Architecture)).ToList();
        var fit = new GeneratorRequest
        {
            Kind = GeneratorKind.Modnas,
            Searches = [bench.SearchId],
            Table = new GeneratorRows { Name = CellTable.Name, Rows = 40 },
            Cost = "latencyMs",
            Devices = [new RequestedDevice { Column = "ms", Name = "phone" }],
            Seed = 3,
        };

        var both = await OrderAsync(fit);
        var alone = await OrderAsync(fit with { Table = null, Devices = [new RequestedDevice { Id = TestRequests.TableCpu.Id }] });
        var (_, faults) = await bench.Service<GeneratorMaterials>().GatherAsync("gen-s1", fit with { Searches = ["s-nowhere", bench.SearchId], Quality = "ms" }, default, CancellationToken.None);

        both.Quality.Name.ShouldBe("score", "it takes a training, milliseconds are not said to be anything");
        both.Qualities.Count.ShouldBe(own.Count + 40);
        both.Qualities.Select(example => example.Architecture).ShouldBeUnique();
        both.Costs.Count.ShouldBe(own.Count + 40);
        both.Costs[0].Values["phone"].ShouldBe(own[0].Metrics["ms"]);
        alone.Qualities.Select(example => example.Architecture).ShouldBe(own.Select(evaluation => evaluation.Architecture), ignoreOrder: true);
        alone.Devices.ShouldHaveSingleItem().ReferenceValues.Count.ShouldBe(ReferenceArchitectures.Count, "a device that looks up has measured everything");
        alone.References.ShouldBe(both.References);
        var material = OrderedMaterial.Of(both);
        (material.Quality.Count, material.Devices[0].Architectures.Count).ShouldBe((own.Count + 40, material.Devices[0].Values.Count));
        both.Costs.Select(example => example.Architecture).ShouldBeUnique();
        KnownCosts.Merge([new("a", new Dictionary<string, double> { ["x"] = 1 }), new("a", new Dictionary<string, double> { ["x"] = 2, ["y"] = 3 })])
            .ShouldHaveSingleItem().Values.ShouldBe(new Dictionary<string, double> { ["x"] = 1, ["y"] = 3 });
        faults.ShouldContain(fault => fault.Pointer == "/searches/0" && fault.Message.Contains("There is no search", StringComparison.Ordinal));

        async Task<GeneratorOrder> OrderAsync(GeneratorRequest request)
        {
            var (order, errors) = await bench.Service<GeneratorMaterials>().GatherAsync("gen-s1", request, default, CancellationToken.None);
            errors.ShouldBeEmpty();
            return order.ShouldNotBeNull();
        }
    }
}
