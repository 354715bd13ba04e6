using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Supernets;
using Serverless.Learning.Training;
using Serverless.Spaces;
using Serverless.Storage.InMemory;
using Serverless.Worker.Accounting;
using Serverless.Worker.Jobs;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Tests.Jobs;

/// <summary>Supernets that one job trains and others inherit from, with a clock that advances by a second on each read.</summary>
public sealed class JobSupernetsTests : IDisposable
{
    const int Often = 2;
    const int Never = 3600;
    const string Small = "k3_e1/k3_e1/k3_e1/k3_e1";

    static readonly Job Template = TestJobs.New() with
    {
        Space = new MobileSpace().DefaultSkeleton with { Channels = 2 },
        Architecture = Small,
        Candidate = TestJobs.Candidate(MobileSpace.SpaceName, Small),
        Training = new TrainingRecipe { Epochs = 9, Rungs = [0, 9], ImagesPerEpoch = 64, BatchSize = 32, LearningRate = 0.05 },
        Seed = 3,
        Epochs = 0,
        Supernet = new SupernetSpecification { Epochs = 4 },
    };

    readonly CandidateTrainer _trainer = new(new TrainerOptions(Device: "cpu", Threads: 1));
    readonly InMemoryDocumentStore _store = new();

    [Fact]
    public async Task Inherit_WorkersThatAreKilledOrEnd_TrainOneSupernetBitForBitForAllSearches()
    {
        var store = new InMemoryDocumentStore();
        var undisturbed = await New(store, Never).RunAsync(Template);

        var killed = New(_store, Often);
        await killed.CutShortAsync(Template, killed.Checkpoints, "checkpoint kept");
        var most = SupernetSize.Of(Template.Space, DatasetDescription.FashionMnist.Shape, Template.Training);
        (await _store.ReadBytesAsync(StoredSupernets.CheckpointOf(Template), CancellationToken.None)).Length.ShouldBeLessThanOrEqualTo((int)most);
        SupernetSize.MostBytes.ShouldBe(IDocumentStore.MaximumBytes);
        var ended = New(_store, Never);
        await ended.CutShortAsync(Template, ended.Supernets, "epoch 2 of");
        await ended.Jobs.KeepUnfinishedAsync(Template, CancellationToken.None);
        var last = New(_store, Never);
        var resumed = await last.RunAsync(Template);

        last.Checkpoints.Text.ShouldContain($"Job {Template.Id} goes on after epoch 2");
        resumed.AccuracyPercent.ShouldBe(undisturbed.AccuracyPercent);
        var weights = await _store.ReadBytesAsync(StoredSupernets.PathOf(Template), CancellationToken.None);
        weights.ShouldBe(await store.ReadBytesAsync(StoredSupernets.PathOf(Template), CancellationToken.None));
        (await _store.FindVersionAsync(StoredSupernets.CheckpointOf(Template), CancellationToken.None)).ShouldBeNull("the supernet is there");

        var other = New(_store, Never);
        var later = Template with { Id = "j2", SearchId = "s2", Training = Template.Training with { Epochs = 5, Rungs = [0, 5] } };
        (await other.RunAsync(later)).AccuracyPercent.ShouldBe(resumed.AccuracyPercent);
        other.Supernets.Text.ShouldBeEmpty("nothing was trained for it");
        (await other.Jobs.InheritAsync(Template with { Supernet = null }, Template, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Inherit_FromWeightsOfOtherNetworks_SaysWhichBlobToDeleteAndGoesOnWithoutIt()
    {
        var path = StoredSupernets.PathOf(Template);
        await _store.TryCreateBytesAsync(path, "foreign"u8.ToArray(), CancellationToken.None);

        var worker = New(_store, Never);
        (await Should.ThrowAsync<DocumentException>(() => worker.RunAsync(Template))).Message.ShouldContain("Delete it.");

        await _store.TryDeleteAsync(path, (await _store.FindVersionAsync(path, CancellationToken.None))!, CancellationToken.None);
        (await worker.RunAsync(Template)).AccuracyPercent.ShouldBeGreaterThan(0, "the weights are trained now");
        StoredSupernets.PathOf(Template with { Supernet = new SupernetSpecification { Epochs = 5 } }).ShouldNotBe(path);
        StoredSupernets.PathOf(Template with { Training = Template.Training with { LearningRate = 0.1 } }).ShouldNotBe(path);
    }

    public void Dispose() => _trainer.Dispose();

    TestSupernets New(IDocumentStore store, int interval)
    {
        var time = new ManualTime { Step = 1, Looked = () => Thread.Sleep(5) };
        var (checkpoints, supernets) = (new ListeningLog<JobCheckpoints>(), new ListeningLog<JobSupernets>());
        var patience = new StoragePatience(TimeProvider.System, NullLogger<StoragePatience>.Instance);
        var kept = new JobCheckpoints(store, patience, new WorkerOptions { CheckpointInterval = TimeSpan.FromSeconds(interval) }, time, checkpoints);
        var jobs = new JobSupernets(
            _trainer, kept, new JobAdvance(NullLogger<JobAdvance>.Instance), new StoredSupernets(store, patience), new WorkClocks(time).Start(), supernets);
        return new TestSupernets(jobs, checkpoints, supernets);
    }

    sealed record TestSupernets(JobSupernets Jobs, ListeningLog<JobCheckpoints> Checkpoints, ListeningLog<JobSupernets> Supernets)
    {
        public async Task<InheritedAccuracy> RunAsync(Job job, CancellationToken cancellation = default) =>
            (await Task.Run(() => Jobs.InheritAsync(job, job, cancellation), CancellationToken.None)).ShouldNotBeNull();

        /// <summary>Runs until a log has a text.</summary>
        public async Task CutShortAsync<T>(Job job, ListeningLog<T> log, string text)
        {
            using var cancel = new CancellationTokenSource();
            log.Heard = line =>
            {
                if (line.Contains(text, StringComparison.Ordinal))
                {
                    cancel.Cancel();
                }
            };
            await Should.ThrowAsync<OperationCanceledException>(() => RunAsync(job, cancel.Token));
        }
    }
}
