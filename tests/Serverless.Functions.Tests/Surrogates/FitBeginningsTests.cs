using Serverless.Application.Storage;
using Serverless.Application.Surrogates;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Functions.Tests.Activities;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Surrogates;

/// <summary>What fits may begin at.</summary>
[Collection(ActivityCollection.Name)]
public sealed class FitBeginningsTests(AzuriteFixture azurite)
{
    static readonly SpaceSpecification Space = new() { Name = "nasbench201", Channels = 8, CellsPerStage = 1 };
    static readonly SpaceSpecification Other = new() { Name = "nasbench-macro", Channels = 32, CellsPerStage = 1 };

    [Theory]
    [InlineData(true, null, FitStart.Heads)]
    [InlineData(true, FitStart.FineTune, FitStart.FineTune)]
    [InlineData(false, null, FitStart.FineTune)]
    public async Task Find_SurrogateWithWeights_TakesItsMembersAndWhatTheSpacesAskFor(bool isSameSpace, FitStart? asked, FitStart mode)
    {
        var (id, beginnings) = await RegisterAsync();

        var (beginning, _) = await beginnings.FindAsync(Fit(id) with { Mode = asked }, Material(isSameSpace ? Space : Other), CancellationToken.None);

        beginning.ShouldBe(new FitBeginning(3, id, mode));
    }

    [Fact]
    public async Task Find_NoneAsked_BeginsAnew()
    {
        var (_, beginnings) = await RegisterAsync();

        (await beginnings.FindAsync(Fit(null), Material(Space), CancellationToken.None)).Beginning.ShouldBe(new FitBeginning(5));
    }

    [Fact]
    public async Task Find_WhatNoFitCanBeginAt_IsRefusedWithTheRemedy()
    {
        var (id, beginnings) = await RegisterAsync();
        var (weightless, _) = await RegisterAsync(weights: null);
        var (simple, _) = await RegisterAsync(SurrogateKind.Ridge);

        await Refused(Fit("fit-nowhere"), Space, "/from", "GET /api/surrogates");
        await Refused(Fit(weightless), Space, "/from", "without weights");
        await Refused(Fit(simple), Space, "/from", "It is ridge");
        await Refused(Fit(id) with { Ensemble = 4 }, Space, "/ensemble", "has 3 members");
        await Refused(Fit(id) with { Mode = FitStart.Heads }, Other, "/mode", "ask for fineTune");

        async Task Refused(FitRequest fit, SpaceSpecification space, string pointer, string message)
        {
            var fault = (await beginnings.FindAsync(fit, Material(space), CancellationToken.None)).Fault.ShouldNotBeNull();
            fault.Pointer.ShouldBe(pointer);
            fault.Message.ShouldContain(message);
        }
    }

    async Task<(string Id, FitBeginnings Beginnings)> RegisterAsync(string kind = SurrogateKind.HwPrNas, string? weights = "surrogates/a/b.safetensors")
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString);
        var id = SurrogateId.From(Guid.NewGuid());
        var document = new SurrogateDocument
        {
            Id = id,
            Metadata = new SurrogateMetadata
            {
                Kind = kind,
                Space = Space,
                Shape = new ImageShape(1, 28, 28, 10),
                Inputs = [],
                Targets = [],
                Scales = [],
                Members = 3,
                HasScores = true,
                HasObjectives = true,
                Training = new SurrogateTraining("cafe", 24, 0),
                CreatedBy = "test",
            },
            ModelBlob = $"surrogates/{id}/model.onnx",
            WeightsBlob = weights,
            FitSeconds = 1,
            Worker = "test-worker",
        };
        await bench.Store.TryCreateAsync(BlobPaths.Surrogate(id), document, CoreJson.Default.SurrogateDocument, CancellationToken.None);
        return (id, new FitBeginnings(new SurrogateRegistry(bench.Store)));
    }

    static FitRequest Fit(string? from) => new() { Search = "s0123456789abcdef0123", Kind = SurrogateKind.HwPrNas, From = from };

    static FitMaterial Material(SpaceSpecification space) => new(
        space,
        new() { Name = "fashion-mnist" },
        Shape: null,
        new LearnableExamples([new Objective { Metric = "accuracy", Goal = Goal.Maximise }], "full", []));
}
