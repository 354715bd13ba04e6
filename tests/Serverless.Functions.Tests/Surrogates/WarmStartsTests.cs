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

/// <summary>The surrogates with which fits can begin.</summary>
[Collection(ActivityCollection.Name)]
public sealed class WarmStartsTests(AzuriteFixture azurite)
{
    static readonly SpaceSpecification Space = new() { Name = "nasbench201-canonical", Channels = 8, CellsPerStage = 1 };
    static readonly SpaceSpecification Other = new() { Name = "nasbench-macro-canonical", Channels = 32, CellsPerStage = 1 };

    [Theory]
    [InlineData(true, null, WarmStartMode.FreezeEncoder)]
    [InlineData(true, WarmStartMode.FineTune, WarmStartMode.FineTune)]
    [InlineData(false, null, WarmStartMode.FineTune)]
    public async Task Resolve_SurrogateWithWeights_TakesItsMembersAndWhatTheSpacesAskFor(bool isSameSpace, WarmStartMode? asked, WarmStartMode mode)
    {
        var (id, warmStarts) = await RegisterAsync();

        var (resolved, _) = await warmStarts.ResolveAsync(Fit(id, asked), Material(isSameSpace ? Space : Other), CancellationToken.None);

        resolved.ShouldBe(new ResolvedFit(3, new WarmStart { Surrogate = id, Mode = mode }));
    }

    [Fact]
    public async Task Resolve_NoneAsked_HasNoWarmStart()
    {
        var (_, warmStarts) = await RegisterAsync();

        (await warmStarts.ResolveAsync(Fit(null), Material(Space), CancellationToken.None)).Resolved.ShouldBe(new ResolvedFit(5));
    }

    [Fact]
    public async Task Resolve_WhatNoFitCanBeginAt_IsRefusedWithTheRemedy()
    {
        var (id, warmStarts) = await RegisterAsync();
        var (weightless, _) = await RegisterAsync(weights: null);
        var (simple, _) = await RegisterAsync(SurrogateKind.Ridge);

        await Refused(Fit("fit-nowhere"), Space, "/warmStart/surrogate", "GET /api/surrogates");
        await Refused(Fit(weightless), Space, "/warmStart/surrogate", "without weights");
        await Refused(Fit(simple), Space, "/warmStart/surrogate", "It is ridge");
        await Refused(Fit(id) with { Ensemble = 4 }, Space, "/ensemble", "has 3 members");
        var (old, _) = await RegisterAsync(SurrogateKind.HwPrNas);
        await Refused(Fit(old) with { Kind = SurrogateKind.HwPrNas }, Space, "/warmStart/surrogate", "of kind pareto-hybrid without a warm start");
        var frozen = Fit(id, WarmStartMode.FreezeEncoder);
        await Refused(frozen, Other, "/warmStart/mode", "use fineTune");
        var material = Material(Space);
        await RefusedOf(frozen, material with { Shape = new ImageShape(3, 32, 32, 10) }, "/warmStart/mode", "not 3 × 32 × 32 in 10 classes; use fineTune");
        await RefusedOf(frozen, material with { Dataset = new() { Name = "mine" } }, "/warmStart/mode", "'fashion-mnist', not 'mine'; use fineTune");
        await RefusedOf(frozen, material with { Learnable = material.Learnable with { Fidelity = "epochs2" } }, "/warmStart/mode", "'full', not 'epochs2'; use fineTune");
        var (resolved, _) = await warmStarts.ResolveAsync(Fit(id), material with { Dataset = new() { Name = "mine" } }, CancellationToken.None);
        resolved.ShouldNotBeNull().WarmStart!.Mode.ShouldBe(WarmStartMode.FineTune);

        Task Refused(FitRequest fit, SpaceSpecification space, string pointer, string message) => RefusedOf(fit, Material(space), pointer, message);

        async Task RefusedOf(FitRequest fit, FitMaterial of, string pointer, string message)
        {
            var fault = (await warmStarts.ResolveAsync(fit, of, CancellationToken.None)).Fault.ShouldNotBeNull();
            fault.Pointer.ShouldBe(pointer);
            fault.Message.ShouldContain(message);
        }
    }

    async Task<(string Id, WarmStarts WarmStarts)> RegisterAsync(string kind = SurrogateKind.ParetoHybrid, string? weights = "surrogates/a/b.safetensors")
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
        var order = Material(Space).ToOrder(id, Fit(null) with { Kind = kind }, new ResolvedFit(3), DateTimeOffset.UnixEpoch);
        await bench.Store.TryCreateAsync(BlobPaths.FitSpecification(id), order, CoreJson.Default.FitSpecification, CancellationToken.None);
        await bench.Store.TryCreateAsync(BlobPaths.Surrogate(id), document, CoreJson.Default.SurrogateDocument, CancellationToken.None);
        return (id, new WarmStarts(new SurrogateRegistry(bench.Store)));
    }

    static FitRequest Fit(string? surrogate, WarmStartMode? mode = null) => new()
    {
        Search = "s0123456789abcdef0123",
        Kind = SurrogateKind.ParetoHybrid,
        WarmStart = surrogate is null ? null : new WarmStart { Surrogate = surrogate, Mode = mode },
    };

    static FitMaterial Material(SpaceSpecification space) => new(
        space,
        new() { Name = "fashion-mnist" },
        Shape: null,
        new LearnableExamples([new Objective { Metric = "accuracy", Goal = Goal.Maximise }], "full", []));
}
