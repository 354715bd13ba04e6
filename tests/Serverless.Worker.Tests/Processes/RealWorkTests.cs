using System.Text.Json;
using Serverless.Application.Storage;
using Serverless.Application.Telemetry;
using Serverless.Core.Jobs;
using Serverless.Learning.WeightFiles;
using Serverless.Testing;
using Serverless.Worker.Accounting;
using Serverless.Worker.Jobs;

namespace Serverless.Worker.Tests.Processes;

[Collection("processes")]
public sealed class RealWorkTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task Candidate_TrainedMeasuredAndTested_HasAllItsMetrics()
    {
        using var folder = new TemporaryFolder();
        var report = Path.Combine(folder.Path, "report.json");
        await using var jobs = await TestJobs.ConnectAsync(azurite.ConnectionString);
        await using var collector = TraceCollector.Start();
        await using var worker = WorkerProcess.Start(azurite.ConnectionString, "w1", collector.Settings, "--report", report);

        var trained = await jobs.ResultAsync(await jobs.QueueAsync(TestJobs.New() with { TraceParent = $"00-{TraceId}-b7ad6b7169203331-01" }));
        trained.Error.ShouldBeNull();
        trained.Metrics["accuracy"].ShouldBeInRange(0, 100);
        trained.Metrics["finalLoss"].ShouldBeGreaterThan(0);
        trained.RanOn.ShouldBe("cpu");
        trained.Seconds.ShouldBeGreaterThan(0);
        var network = await jobs.Documents.ReadBytesAsync(BlobPath.Parse(trained.ModelBlob!), CancellationToken.None);
        network.Length.ShouldBeGreaterThan(1_000);
        var weights = SafeTensors.ReadStored(await jobs.Documents.ReadBytesAsync(BlobPaths.WeightsOf(BlobPath.Parse(trained.ModelBlob!)), CancellationToken.None));
        weights.Keys.ShouldContain("classifier.weight");

        var measured = await jobs.ResultAsync(await jobs.QueueAsync(TestJobs.New(JobKind.Measure) with { ModelBlob = trained.ModelBlob }));
        measured.Error.ShouldBeNull();
        measured.Metrics["latencyMs"].ShouldBeGreaterThan(0);
        measured.Metrics["latencySpreadMs"].ShouldBeGreaterThanOrEqualTo(0);

        // The same network before any training.
        var untrained = await jobs.ResultAsync(await jobs.QueueAsync(TestJobs.New(JobKind.Measure)));
        untrained.Error.ShouldBeNull();
        untrained.Metrics.Keys.ShouldBe(measured.Metrics.Keys, ignoreOrder: true);
        untrained.Metrics["latencyMs"].ShouldBeGreaterThan(0);
        untrained.ModelBlob.ShouldBeNull();

        var tested = await jobs.ResultAsync(await jobs.QueueAsync(TestJobs.New(JobKind.Test) with { ModelBlob = trained.ModelBlob }));
        tested.Error.ShouldBeNull();
        tested.Metrics["testAccuracy"].ShouldBeInRange(0, 100);

        await jobs.QueueIsEmptyAsync();
        (await worker.TerminateAsync()).ShouldBe(ExitCodes.Success);
        var split = JsonSerializer.Deserialize(await File.ReadAllTextAsync(report), WorkReportJson.Default.WorkSplit)!;
        split.Jobs.ShouldBe(4);
        split.TrainingSeconds.ShouldBeGreaterThan(0);
        split.MeasuringSeconds.ShouldBeGreaterThan(0);
        split.TestingSeconds.ShouldBeGreaterThan(0);
        worker.Output.ShouldContain(split.Summary.Split("; idle")[0]);
        collector.HasSpan("serverless-worker", SpanNames.Train, TraceId).ShouldBeTrue();
        collector.HasInstrument("serverless-worker", Instruments.EpochDuration.Name).ShouldBeTrue();
        collector.HasInstrument("serverless-worker", Instruments.WorkerBusy).ShouldBeTrue();
    }

    [Fact]
    public async Task Candidate_OfAnotherSpace_IsTrainedMeasuredAndTested()
    {
        await using var jobs = await TestJobs.ConnectAsync(azurite.ConnectionString);
        await using var worker = WorkerProcess.Start(azurite.ConnectionString, "w1");

        var trained = await jobs.ResultAsync(await jobs.QueueAsync(TestJobs.Macro()));
        trained.Error.ShouldBeNull();
        trained.Metrics["accuracy"].ShouldBeInRange(0, 100);

        foreach (var (kind, metric) in new[] { (JobKind.Measure, "latencyMs"), (JobKind.Test, "testAccuracy") })
        {
            var result = await jobs.ResultAsync(await jobs.QueueAsync(TestJobs.Macro(kind) with { ModelBlob = trained.ModelBlob }));
            result.Error.ShouldBeNull();
            result.Metrics[metric].ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public async Task Job_ThatCannotBe_FailsNamingWhat()
    {
        await using var jobs = await TestJobs.ConnectAsync(azurite.ConnectionString);
        await using var worker = WorkerProcess.Start(azurite.ConnectionString, "w1");
        var job = TestJobs.New();
        var impossible = new Dictionary<Job, string>
        {
            [job with { Id = TestJobs.New().Id, Architecture = "|rubbish|" }] = "architecture",
            [job with { Id = TestJobs.New().Id, Space = job.Space with { Name = "atlantis" } }] = "atlantis",
            [job with { Id = TestJobs.New().Id, Dataset = job.Dataset with { Name = "el-dorado" } }] = "el-dorado",
            [job with { Id = TestJobs.New().Id, Dataset = job.Dataset with { TrainingImages = 60_001 } }] = "60001",
            [TestJobs.New(JobKind.Test)] = "modelBlob",
            [TestJobs.New(JobKind.Measure) with { Architecture = "|rubbish|" }] = "architecture",
            [TestJobs.New(JobKind.Measure) with { ModelBlob = "jobs/none/model.onnx" }] = "jobs/none/model.onnx",
            [TestJobs.New(JobKind.Test) with { ModelBlob = "secrets/model.onnx" }] = "secrets/model.onnx",
        };

        foreach (var (each, named) in impossible)
        {
            var result = await jobs.ResultAsync(await jobs.QueueAsync(each));

            result.Outcome.ShouldBe(JobOutcome.Failed);
            result.Error.ShouldNotBeNull().ShouldStartWith("Bad input: ");
            result.Error.ShouldContain(named);
        }
    }

    [Fact]
    public async Task Candidates_TwoAtOnce_HaveTheSameResultsAsOneByOneAndAllTimeIsAccountedFor()
    {
        using var folder = new TemporaryFolder();
        var report = Path.Combine(folder.Path, "report.json");
        await using var jobs = await TestJobs.ConnectAsync(azurite.ConnectionString);
        List<Job> trainings = [.. new long[] { 1, 2 }.Select(seed => TestJobs.Long(epochs: 3) with { Seed = seed })];
        var alone = new List<JobResult>();
        await using (var worker = WorkerProcess.Start(azurite.ConnectionString, "alone"))
        {
            foreach (var training in trainings)
            {
                alone.Add(await jobs.ResultAsync(await jobs.QueueAsync(training)));
            }

            await worker.TerminateAsync();
        }

        // Else they would be taken over instead of done.
        foreach (var training in trainings)
        {
            var kept = (await jobs.Documents.FindVersionAsync(StoredTrainings.PathOf(training), CancellationToken.None)).ShouldNotBeNull();
            (await jobs.Documents.TryDeleteAsync(StoredTrainings.PathOf(training), kept, CancellationToken.None)).ShouldBeTrue();
        }

        List<Job> again = [.. trainings.Select(training => training with { Id = TestJobs.New().Id })];
        foreach (var training in again)
        {
            await jobs.QueueAsync(training);
        }

        await using var crowd = WorkerProcess.Start(azurite.ConnectionString, "crowd", "--threads", "2", "--jobs", "2", "--report", report);
        List<JobResult> together = [await jobs.ResultAsync(again[0]), await jobs.ResultAsync(again[1])];

        together.Select(result => result.Metrics["finalLoss"]).ShouldBe(alone.Select(result => result.Metrics["finalLoss"]));
        (await crowd.TerminateAsync()).ShouldBe(ExitCodes.Success);
        crowd.Output.ShouldContain("takes jobs: 2 at once, 1 threads each");
        var begun = crowd.Output.LastIndexOf("begun: Train", StringComparison.Ordinal);
        begun.ShouldBeLessThan(crowd.Output.IndexOf("ended: Train", StringComparison.Ordinal), "both were begun before one ended");
        var split = JsonSerializer.Deserialize(await File.ReadAllTextAsync(report), WorkReportJson.Default.WorkSplit)!;
        split.Jobs.ShouldBe(2);
        split.TrainingSeconds.ShouldBeGreaterThan(together.Sum(result => result.Seconds) * 0.99);
    }

    [Theory]
    [InlineData(ExitCodes.BadOptions, "--jobs", "0")]
    [InlineData(ExitCodes.BadOptions, "--jobs", "60")]
    [InlineData(ExitCodes.BadOptions, "--threads", "0")]
    [InlineData(ExitCodes.BadOptions, "--device", "abacus")]
    [InlineData(ExitCodes.BadOptions, "--device-agent", "../x")]
    [InlineData(ExitCodes.BadOptions, "--unheard-of", "1")]
    [InlineData(ExitCodes.NotSetUp, "--device", "cuda:99")]
    public async Task Worker_OptionThatMakesNoSense_SaysSoAndEnds(int exitCode, string option, string value)
    {
        await using var worker = ChildProcess.StartProject("Serverless.Worker", [option, value], WorkerProcess.Environment(azurite.ConnectionString));

        (await worker.WaitForExitAsync()).ShouldBe(exitCode);

        worker.Output.ShouldContain(option.TrimStart('-') == "device" ? value : option);
    }

    [Fact]
    public async Task Worker_NoStorageConfigured_SaysWhatToSet()
    {
        await using var worker = ChildProcess.StartProject("Serverless.Worker", [], WorkerProcess.Environment(null));

        (await worker.WaitForExitAsync()).ShouldBe(ExitCodes.NotSetUp);

        worker.Output.ShouldContain("Set AzureWebJobsStorage");
    }
}
