using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;
using Serverless.Inference.Surrogates;
using Serverless.Learning.WeightFiles;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.Worker.Tests.Processes;

[Collection("processes")]
public sealed class FitWorkTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    static readonly NasBench201Space Space = new();

    [Fact]
    public async Task Fit_OfExamples_LeavesASurrogateThatScoresAndItsQuality()
    {
        await using var jobs = await TestJobs.ConnectAsync(azurite.ConnectionString);
        await using var worker = WorkerProcess.Start(azurite.ConnectionString, "w1");
        var job = await QueueAsync(jobs, Order(SurrogateKind.Ridge));

        var result = await jobs.ResultAsync(job);

        result.Error.ShouldBeNull();
        (result.RanOn, result.Metrics["examples"]).ShouldBe(("cpu", 30));
        var ready = (await jobs.Documents.ReadAsync(BlobPaths.Surrogate(job.Surrogate!), CoreJson.Default.SurrogateDocument, CancellationToken.None)).Value;
        ready.ModelBlob.ShouldBe(result.ModelBlob);
        ready.Worker.ShouldBe("w1");
        ready.Metadata.Training.Size.ShouldBe(30);
        ready.Metadata.HeldOut!.KendallTauB.ShouldNotBeNull().ShouldBeGreaterThan(0.5, "convolutions are counted, and that is easily learnt");
        result.Metrics["heldOutKendallTauB"].ShouldBe(ready.Metadata.HeldOut.KendallTauB!.Value);
        var model = await jobs.Documents.ReadBytesAsync(BlobPath.Parse(ready.ModelBlob), CancellationToken.None);
        using var scorer = new SurrogateScorer(ready.ModelBlob, model, ready.Metadata);
        var (none, all) = (Space.Create([0, 0, 0, 0, 0, 0]), Space.Create([3, 3, 3, 3, 3, 3]));
        var predictions = scorer.Score([none, all]);
        predictions.ValueMean(1, 0).ShouldBeGreaterThan(predictions.ValueMean(0, 0));
    }

    [Fact]
    public async Task Fit_OfRowsOfATable_CountsFeaturesForItsImages()
    {
        await using var jobs = await TestJobs.ConnectAsync(azurite.ConnectionString);
        await using var worker = WorkerProcess.Start(azurite.ConnectionString, "w1");
        var order = Order(SurrogateKind.Ridge) with { Shape = TableImages.Shape };
        var job = await QueueAsync(jobs, order with { Dataset = order.Dataset with { Name = "a-table", TrainingImages = 0, ValidationImages = 0 } });

        var result = await jobs.ResultAsync(job);

        result.Error.ShouldBeNull();
        var ready = (await jobs.Documents.ReadAsync(BlobPaths.Surrogate(job.Surrogate!), CoreJson.Default.SurrogateDocument, CancellationToken.None)).Value;
        ready.Metadata.Shape.ShouldBe(TableImages.Shape);

        var board = new Objective { Metric = "latencyMs", Goal = Goal.Minimise, Device = "board" };
        var known = order.Examples.Select(example => example with { Values = new Dictionary<string, double> { ["other"] = 1 + example.Values[Metric.Accuracy.Name] } }).ToList();
        var transfer = order with
        {
            Id = NewId(),
            Kind = SurrogateKind.DeviceTransfer,
            Ensemble = 1,
            Targets = [board],
            Known = new DeviceKnowledge([new Objective { Metric = "other", Goal = Goal.Minimise }], known),
            Examples = [.. known.Take(6).Select(example => example with { Values = new Dictionary<string, double> { [board.Name] = 2 * example.Values["other"] } })],
        };
        (await jobs.ResultAsync(await QueueAsync(jobs, transfer))).Error.ShouldBeNull();
        var device = (await jobs.Documents.ReadAsync(BlobPaths.Surrogate(transfer.Id), CoreJson.Default.SurrogateDocument, CancellationToken.None)).Value;
        device.Tables.ShouldNotBeNull()[board.Name].Pairs.ShouldNotBeNull();
    }

    [Fact]
    public async Task Fit_ThatBeginsAtAKnownSurrogate_TakesItsWeightsFromTheRegistry()
    {
        await using var jobs = await TestJobs.ConnectAsync(azurite.ConnectionString);
        await using var worker = WorkerProcess.Start(azurite.ConnectionString, "w1");
        var order = Order(SurrogateKind.ParetoHybrid, examples: 16) with { Ensemble = 2 };
        (await jobs.ResultAsync(await QueueAsync(jobs, order))).Error.ShouldBeNull();
        var known = (await jobs.Documents.ReadAsync(BlobPaths.Surrogate(order.Id), CoreJson.Default.SurrogateDocument, CancellationToken.None)).Value;
        known.WeightsBlob.ShouldNotBeNull().ShouldStartWith($"surrogates/{order.Id}/");
        var heads = order with { Id = NewId(), WarmStart = new() { Surrogate = order.Id, Mode = WarmStartMode.FreezeEncoder } };

        (await jobs.ResultAsync(await QueueAsync(jobs, heads))).Error.ShouldBeNull();

        var weights = await WeightsAsync(jobs, order.Id);
        var fitted = await WeightsAsync(jobs, heads.Id);
        fitted["graph.layer1.weight"].Values.ShouldBe(weights["graph.layer1.weight"].Values);
        fitted.ShouldContain(tensor => !tensor.Value.Values.SequenceEqual(weights[tensor.Key].Values), "heads are learnt again");

        var tooMany = await jobs.ResultAsync(await QueueAsync(jobs, heads with { Id = NewId(), Ensemble = 3 }));
        (tooMany.IsFinal, tooMany.Error!.Contains("2 members", StringComparison.Ordinal)).ShouldBe((true, true), tooMany.Error);
        var simple = Order(SurrogateKind.Ridge);
        (await jobs.ResultAsync(await QueueAsync(jobs, simple))).Error.ShouldBeNull();
        var weightless = await jobs.ResultAsync(await QueueAsync(jobs, heads with { Id = NewId(), WarmStart = new() { Surrogate = simple.Id } }));
        weightless.Error.ShouldNotBeNull().ShouldContain("without weights");
    }

    [Fact]
    public async Task Fit_WhoseWorkerIsKilled_IsDoneByAnotherOnce()
    {
        await using var jobs = await TestJobs.ConnectAsync(azurite.ConnectionString);
        await using var killed = WorkerProcess.Start(azurite.ConnectionString, "killed", "--lease-seconds", "5");
        var job = await QueueAsync(jobs, Order(SurrogateKind.Lclr, examples: 60) with { Ensemble = 2 });
        await killed.SaysAsync($"Job {job.Id} begun");
        await killed.KillAsync();
        await using var second = WorkerProcess.Start(azurite.ConnectionString, "second", "--lease-seconds", "5");

        var result = await jobs.ResultAsync(job);

        result.Error.ShouldBeNull();
        second.Count($"Job {job.Id} begun").ShouldBeLessThanOrEqualTo(1);
        var ready = (await jobs.Documents.ReadAsync(BlobPaths.Surrogate(job.Surrogate!), CoreJson.Default.SurrogateDocument, CancellationToken.None)).Value;
        ready.ModelBlob.ShouldBe(result.ModelBlob);
        await jobs.QueueIsEmptyAsync();
    }

    [Fact]
    public async Task Fit_ThatCannotBe_FailsNamingWhat()
    {
        await using var jobs = await TestJobs.ConnectAsync(azurite.ConnectionString);
        await using var worker = WorkerProcess.Start(azurite.ConnectionString, "w1");
        var order = Order(SurrogateKind.Ridge);
        var impossible = new Dictionary<FitSpecification, string>
        {
            [order with { Id = NewId(), Kind = "crystal-ball" }] = "crystal-ball",
            [order with { Id = NewId(), Examples = [new SurrogateExample("|rubbish|", order.Examples[0].Values)] }] = "architecture",
            [order with { Id = NewId(), Examples = [.. order.Examples.Take(3)] }] = "at least 8",
            [order with { Id = NewId(), Dataset = order.Dataset with { Name = "el-dorado" } }] = "el-dorado",
        };

        foreach (var (each, named) in impossible)
        {
            var result = await jobs.ResultAsync(await QueueAsync(jobs, each));

            (result.Outcome, result.IsFinal).ShouldBe((JobOutcome.Failed, true));
            result.Error.ShouldNotBeNull().ShouldContain(named);
        }

        var nameless = await jobs.ResultAsync(await jobs.QueueAsync(TestJobs.New(JobKind.Fit) with { Surrogate = "../secrets" }));
        nameless.Error.ShouldNotBeNull().ShouldContain("'../secrets' is not a surrogate id");
    }

    static async Task<IReadOnlyDictionary<string, NamedTensor>> WeightsAsync(TestJobs jobs, string id)
    {
        var ready = (await jobs.Documents.ReadAsync(BlobPaths.Surrogate(id), CoreJson.Default.SurrogateDocument, CancellationToken.None)).Value;
        return SafeTensors.Read(await jobs.Documents.ReadBytesAsync(BlobPath.Parse(ready.WeightsBlob!), CancellationToken.None));
    }

    static string NewId() => SurrogateId.From(Guid.NewGuid());

    static FitSpecification Order(string kind, int examples = 30) => new()
    {
        Id = NewId(),
        Kind = kind,
        Space = TestJobs.New().Space,
        Dataset = TestJobs.New().Dataset,
        Targets = [new Objective { Metric = Metric.Accuracy.Name, Goal = Goal.Maximise }],
        Fidelity = "full",
        Ensemble = 4,
        Seed = 1,
        CreatedAt = DateTimeOffset.UnixEpoch,
        Examples = [.. Enumerable.Range(0, examples).Select(index => Example(Space.Sample(RandomStream.For(1, 0, index))))],
    };

    // What a cell is worth here: its convolutions.
    static SurrogateExample Example(Architecture cell)
    {
        var worth = 0;
        foreach (var operation in cell.Genotype)
        {
            worth += operation is 2 or 3 ? operation : 0;
        }

        return new SurrogateExample(Space.Format(cell), new Dictionary<string, double> { [Metric.Accuracy.Name] = worth });
    }

    static async Task<Job> QueueAsync(TestJobs jobs, FitSpecification order)
    {
        await jobs.Documents.TryCreateAsync(BlobPaths.FitSpecification(order.Id), order, CoreJson.Default.FitSpecification, CancellationToken.None);
        return await jobs.QueueAsync(TestJobs.New(JobKind.Fit) with { Candidate = null, Architecture = null, Surrogate = order.Id });
    }
}
