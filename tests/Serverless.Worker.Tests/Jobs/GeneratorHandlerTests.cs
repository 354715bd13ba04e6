using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Generators;
using Serverless.Core.Jobs;
using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates;
using Serverless.Storage.InMemory;
using Serverless.Tests;
using Serverless.Worker.Accounting;
using Serverless.Worker.Jobs;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Tests.Jobs;

public sealed class GeneratorHandlerTests : IDisposable
{
    const string Id = "gen-s1";

    readonly InMemoryDocumentStore _store = new();
    readonly ListeningLog<GeneratorHandler> _log = new();
    readonly CancellationTokenSource _kill = new();

    public void Dispose() => _kill.Dispose();

    [Theory]
    [InlineData("cost", 7)]
    [InlineData("generator", 0)]
    [InlineData("generator", 13)]
    public async Task Run_KilledInAStage_GoesOnAndEndsLikeTheUndisturbed(string stage, int step)
    {
        var undisturbed = await UndisturbedAsync();
        await OrderAsync(_store);
        var killed = new StagedFitter((name, done) => Kill(name == stage && done == step));
        await Should.ThrowAsync<OperationCanceledException>(() => New(_store, killed).RunAsync(JobOf(), _kill.Token));
        var kept = await CheckpointsAsync();
        kept.ShouldNotBeEmpty();
        var second = new StagedFitter();

        var output = await New(_store, second).RunAsync(JobOf(), CancellationToken.None);

        second.Done.ShouldBeLessThan(2 * StagedFitter.Steps, "what was kept is not done again");
        var document = await ReadyAsync(_store);
        document.Metadata.Training.Hash.ShouldBe(undisturbed.Metadata.Training.Hash);
        (document.GeneratorBlob, document.Quality.HeldOut!.Spearman[0]).ShouldBe((undisturbed.GeneratorBlob, 0.75));
        output.Metrics["heldOutSpearman"].ShouldBe(0.75);
        _log.Count($"Job {JobOf().Id} continues a fit").ShouldBe(1);

        await New(_store, second).RemoveUnfinishedAsync(JobOf(), CancellationToken.None);
        (await CheckpointsAsync()).ShouldBeEmpty();
        (await _store.ReadBytesAsync(BlobPath.Parse(document.CostBlob), CancellationToken.None)).ShouldBe(TinyGenerator.CostFile());
    }

    [Fact]
    public async Task Run_CheckpointBroken_TellsAndDoesTheStageAgain()
    {
        var undisturbed = await UndisturbedAsync();
        await OrderAsync(_store);
        await _store.TryCreateBytesAsync(BlobPaths.GeneratorCheckpoint(Id, "cost"), new byte[100], CancellationToken.None);
        var fitter = new StagedFitter();

        await New(_store, fitter).RunAsync(JobOf(), CancellationToken.None);

        fitter.Done.ShouldBe(2 * StagedFitter.Steps);
        (await ReadyAsync(_store)).Metadata.Training.Hash.ShouldBe(undisturbed.Metadata.Training.Hash);
        _log.Count("is broken (it is not a checkpoint)").ShouldBe(1);
    }

    [Fact]
    public async Task Run_OfAnOrder_TellsHowFarItIs()
    {
        await OrderAsync(_store);

        await New(_store, new StagedFitter()).RunAsync(JobOf(), CancellationToken.None);

        var progress = (await _store.ReadAsync(BlobPaths.GeneratorProgress(Id), CoreJson.Default.GeneratorProgress, CancellationToken.None)).Value;
        (progress.Total, progress.Worker).ShouldBe((StagedFitter.Steps, "w1"));
        (progress.Done, progress.Loss).ShouldBe((progress.Done, 1.0 / progress.Done));
        progress.Done.ShouldBeInRange(1, StagedFitter.Steps);
    }

    [Fact]
    public async Task Run_LongerThanItMay_FailsAndSaysSo()
    {
        await OrderAsync(_store, order => order with { Request = order.Request with { MaxSeconds = 0.5 } });

        var failure = await Should.ThrowAsync<SurrogateFitException>(() => New(_store, new StagedFitter((_, _) => Thread.Sleep(50))).RunAsync(JobOf(), CancellationToken.None));

        failure.Message.ShouldContain("used up its limit of 0.5 s");
        (await CheckpointsAsync()).ShouldNotBeEmpty("what was worked before counts");
    }

    [Fact]
    public async Task Run_DeletedMeanwhile_WritesNoGenerator()
    {
        await OrderAsync(_store);
        var version = await _store.FindVersionAsync(BlobPaths.GeneratorOrder(Id), CancellationToken.None);
        var deletion = Task.FromResult(false);
        var fitter = new StagedFitter((_, _) => deletion = deletion.Result ? deletion : _store.TryDeleteAsync(BlobPaths.GeneratorOrder(Id), version!, CancellationToken.None));

        (await Should.ThrowAsync<JobInputException>(() => New(_store, fitter).RunAsync(JobOf(), CancellationToken.None))).Message.ShouldContain("was deleted");

        (await _store.FindVersionAsync(BlobPaths.Generator(Id), CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [InlineData("kind", "There is no fitter of kind 'pnag'; there are modnas.")]
    [InlineData("space", "There is no search space 'el-dorado'.")]
    [InlineData("reference", "'rubbish' is not an architecture of nasbench201")]
    [InlineData("id", "'../secrets' is not a generator id")]
    public async Task Run_WhatCannotBe_NamesIt(string what, string expected)
    {
        await OrderAsync(_store, order => what switch
        {
            "kind" => order with { Request = order.Request with { Kind = GeneratorKind.Pnag } },
            "space" => order with { Space = order.Space with { Name = "el-dorado" } },
            "reference" => order with { References = ["rubbish"] },
            _ => order,
        });
        var job = what == "id" ? JobOf() with { Generator = "../secrets" } : JobOf();

        (await Should.ThrowAsync<JobInputException>(() => New(_store, new StagedFitter()).RunAsync(job, CancellationToken.None))).Message.ShouldContain(expected);
    }

    void Kill(bool isNow)
    {
        if (isNow)
        {
            _kill.Cancel();
        }
    }

    async Task<GeneratorDocument> UndisturbedAsync()
    {
        var store = new InMemoryDocumentStore();
        await OrderAsync(store);
        await New(store, new StagedFitter()).RunAsync(JobOf(), CancellationToken.None);
        return await ReadyAsync(store);
    }

    GeneratorHandler New(IDocumentStore store, StagedFitter fitter) => new(
        new WorkerOptions { Name = "w1", CheckpointInterval = TimeSpan.Zero },
        store,
        [fitter],
        new StoragePatience(TimeProvider.System, NullLogger<StoragePatience>.Instance),
        new JobAdvance(NullLogger<JobAdvance>.Instance),
        new WorkClocks(TimeProvider.System).Start(),
        TimeProvider.System,
        _log);

    async Task<IReadOnlyList<string>> CheckpointsAsync()
    {
        var names = new List<string>();
        await foreach (var name in _store.ListAsync(BlobPaths.Generators, BlobPaths.GeneratorCheckpoints(Id), null, CancellationToken.None))
        {
            names.Add(name);
        }

        return names;
    }

    static async Task<GeneratorDocument> ReadyAsync(InMemoryDocumentStore store) =>
        (await store.ReadAsync(BlobPaths.Generator(Id), CoreJson.Default.GeneratorDocument, CancellationToken.None)).Value;

    static Job JobOf() => TestJobs.New(JobKind.Generator) with { Id = "gen-s1-fit-1", Candidate = null, Architecture = null, Generator = Id };

    static async Task OrderAsync(InMemoryDocumentStore store, Func<GeneratorOrder, GeneratorOrder>? change = null)
    {
        var order = new GeneratorOrder
        {
            Id = Id,
            Request = new GeneratorRequest { Kind = GeneratorKind.Modnas, Cost = "latencyMs", Seed = 5 },
            Space = TinyGenerator.Metadata.Space,
            Dataset = TestJobs.New().Dataset,
            Shape = TinyGenerator.Metadata.Shape,
            Quality = TinyGenerator.Metadata.Quality,
            Cost = TinyGenerator.Metadata.Cost,
            Fidelity = "full",
            References = TinyGenerator.Metadata.References,
            Devices = [new OrderedDevice("phone", TinyGenerator.Values(1))],
            Qualities = [.. TinyGenerator.Metadata.References.Select(text => new SurrogateExample(text, new Dictionary<string, double> { ["accuracy"] = 50 }))],
            Costs = [new SurrogateExample(TinyGenerator.Metadata.References[0], new Dictionary<string, double> { ["phone"] = 1 })],
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        await store.TryCreateAsync(BlobPaths.GeneratorOrder(Id), change?.Invoke(order) ?? order, CoreJson.Default.GeneratorOrder, CancellationToken.None);
    }
}
