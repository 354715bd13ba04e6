using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Algorithms;
using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Inheritance;
using Serverless.Learning.Training;
using Serverless.Storage.InMemory;
using Serverless.Worker.Accounting;
using Serverless.Worker.Jobs;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Tests.Jobs;

/// <summary>Trainings that are interrupted in one worker and continue in another, with a clock that advances by a second on each read.</summary>
public sealed class JobTrainingsTests : IDisposable
{
    const int Often = 2;
    const int Never = 3600;

    readonly CandidateTrainer _trainer = new(new TrainerOptions(Device: "cpu", Threads: 1));
    readonly InMemoryDocumentStore _store = new();

    [Theory]
    [InlineData(null, 1)]
    [InlineData(null, 3)]
    [InlineData(2, 2)]
    public async Task Run_KilledAfterSomeCheckpoints_GoesOnFromTheLastBitForBit(int? rung, int checkpoints)
    {
        var job = JobOf(rung);
        var undisturbed = await New(new InMemoryDocumentStore(), Never).RunAsync(job);

        var killed = New(_store, Often);
        await killed.CutShortAsync(job, killed.Checkpoints, "checkpoint kept", checkpoints);
        var kept = await KeptAsync(job);
        var second = New(_store, Never);
        var resumed = await second.RunAsync(job);

        second.Checkpoints.Text.ShouldContain(
            $"Job {job.Id} goes on after epoch {kept.Epoch} and {kept.Part?.Images ?? 0} images of the next, which took {kept.Seconds:F1} s before");
        ShouldBeEqual(resumed, undisturbed);
        resumed.Seconds.ShouldBeGreaterThan(kept.Seconds, "what is not trained again counts");
        await second.Trainings.RemoveUnfinishedAsync(job, CancellationToken.None);
        (await _store.FindVersionAsync(PathOf(job), CancellationToken.None)).ShouldBeNull("its result is there");
    }

    [Fact]
    public async Task Run_CutShortSinceTheWorkerEnds_LosesNoStep()
    {
        var job = JobOf(rung: null);
        var undisturbed = await New(new InMemoryDocumentStore(), Never).RunAsync(job);

        var ended = New(_store, Never);
        await ended.CutShortAsync(job, ended.Epochs, "epoch 2 of", 1);
        (await _store.FindVersionAsync(PathOf(job), CancellationToken.None)).ShouldBeNull("whether it is kept is the caller's to say");
        await ended.Trainings.KeepUnfinishedAsync(job, CancellationToken.None);
        (await KeptAsync(job)).Epoch.ShouldBe(2);
        var second = New(_store, Never);
        var resumed = await second.RunAsync(job);

        ShouldBeEqual(resumed, undisturbed);
        second.Epochs.Text.ShouldBe($"{undisturbed.Epochs.Split('\n')[2]}\n{undisturbed.Epochs.Split('\n')[3]}");
    }

    [Fact]
    public async Task Run_CutShortAtARung_KeepsTheRungsCheckpointToo()
    {
        var job = JobOf(rung: null);
        job = job with { Training = job.Training with { Rungs = [2, 4] } };
        await _store.TryCreateBytesAsync(PathOf(job), RunningCheckpointFile.Write(PathOf(job), await StandAsync(job, 2)), CancellationToken.None);

        await New(_store, Never).RunAsync(job);

        (await _store.FindVersionAsync(PathOf(job, 2), CancellationToken.None)).ShouldNotBeNull();
        (await _store.FindVersionAsync(PathOf(job), CancellationToken.None)).ShouldBeNull("the rung's is there");
    }

    [Fact]
    public async Task Run_CheckpointBroken_GoesOnFromTheRungBefore()
    {
        var job = JobOf(rung: 2);
        var undisturbed = await New(new InMemoryDocumentStore(), Never).RunAsync(job);
        await New(_store, Never).RunAsync(JobOf(rung: 1));
        await _store.TryCreateBytesAsync(PathOf(job), "foreign"u8.ToArray(), CancellationToken.None);

        var worker = New(_store, Never);
        var resumed = await worker.RunAsync(job);

        worker.Checkpoints.Text.ShouldContain($"the checkpoint {PathOf(job)} is broken (it is not a checkpoint)");
        worker.Checkpoints.Text.ShouldContain($"Job {job.Id} goes on after epoch 1, from {PathOf(job, 1)}");
        ShouldBeEqual(resumed, undisturbed);
        (await _store.FindVersionAsync(PathOf(job), CancellationToken.None)).ShouldBeNull("it was removed with the next rung");
    }

    [Fact]
    public async Task Run_StorageThatTakesNoCheckpoint_TrainsAllTheSame()
    {
        var job = JobOf(rung: null);
        var undisturbed = await New(new InMemoryDocumentStore(), Never).RunAsync(job);

        var worker = New(HookedStore.Of(_store, () => throw new StorageException("Storage is away.")), Often);
        var trained = await worker.RunAsync(job);

        worker.Checkpoints.Count("was not written: Storage is away.").ShouldBeGreaterThan(1, "each interval it is tried again");
        ShouldBeEqual(trained, undisturbed);
    }

    [Fact]
    public async Task Run_CutNetworkKilledWhileItLearnsFromItsParent_GoesOnBitForBit()
    {
        var parent = InheritedJobs.Of("units=16");
        var trained = await New(new InMemoryDocumentStore(), Never).Trainings.RunAsync(parent, JobTrainings.Stops(parent), keepsEnd: false, CancellationToken.None);
        var model = BlobPaths.JobModel(parent.Id);
        var parents = InheritedJobs.Parents(_store);
        var job = InheritedJobs.Of("units=12") with { Inherits = new InheritedNetwork(parent.Candidate!.Value, parent.Architecture!, InheritanceKind.Cut, $"{model}") };
        (await Should.ThrowAsync<JobInputException>(() => parents.FindAsync(job, CancellationToken.None)))
            .Message.ShouldBe($"The training starts from the weights of {parent.Candidate} (units=16), but jobs/{parent.Id}/model.safetensors no longer exists. Start the search again.");
        await _store.TryCreateBytesAsync(BlobPaths.WeightsOf(model), trained.Trained.Weights.ShouldNotBeNull(), CancellationToken.None);
        var found = await parents.FindAsync(job, CancellationToken.None);
        var undisturbed = await (New(new InMemoryDocumentStore(), Never) with { Parent = found }).RunAsync(job);

        var killed = New(_store, Often) with { Parent = found };
        await killed.CutShortAsync(job, killed.Checkpoints, "checkpoint kept", 2);
        var second = New(_store, Never) with { Parent = found };
        var resumed = await second.RunAsync(job);

        second.Checkpoints.Text.ShouldContain($"Job {job.Id} goes on after epoch");
        ShouldBeEqual(resumed, undisturbed);
        undisturbed.Loss.ShouldBeLessThan(1, "the mean square of the distance to what the parent answers");
    }

    [Fact]
    public async Task Run_ParentThatHasNoWeightsOfItsNetwork_FailsAndSaysSo()
    {
        var job = InheritedJobs.Of("units=12") with { Inherits = new InheritedNetwork(new("c1"), "units=16", InheritanceKind.Cut, "jobs/j0/model.onnx") };

        var broken = New(_store, Never) with { Parent = new ParentNetwork("units=16", InheritanceKind.Cut, "foreign"u8.ToArray()) };
        (await Should.ThrowAsync<DocumentException>(() => broken.RunAsync(job))).Message.ShouldContain("'jobs/j0/model.safetensors' does not hold weights of c1: It has no header");
        var smaller = New(_store, Never) with { Parent = new ParentNetwork("units=8", InheritanceKind.Cut, "foreign"u8.ToArray()) };
        (await Should.ThrowAsync<JobInputException>(() => smaller.RunAsync(job))).Message.ShouldContain("The network of units=12 is not obtained by cutting that of units=8");
        var untrained = job with { Inherits = job.Inherits! with { ModelBlob = null } };
        (await Should.ThrowAsync<JobInputException>(() => InheritedJobs.Parents(_store).FindAsync(untrained, CancellationToken.None)))
            .Message.ShouldContain("no training of it for this search has ended with a network");
        var outside = job with { Inherits = job.Inherits! with { ModelBlob = "devices/board.json" } };
        (await Should.ThrowAsync<JobInputException>(() => InheritedJobs.Parents(_store).FindAsync(outside, CancellationToken.None))).Message.ShouldContain("a network of a job");
        (await InheritedJobs.Parents(_store).FindAsync(JobOf(rung: null), CancellationToken.None)).ShouldBeNull();
    }

    public void Dispose() => _trainer.Dispose();

    static Job JobOf(int? rung) => TestJobs.Rung(40 + (rung ?? 0), rung) is var job && rung is null
        ? job with { Training = job.Training with { Rungs = null } }
        : job with { Seed = 40 };

    static void ShouldBeEqual(Outcome resumed, Outcome undisturbed)
    {
        (resumed.Accuracy, resumed.Loss).ShouldBe((undisturbed.Accuracy, undisturbed.Loss));
        resumed.Model.ShouldBe(undisturbed.Model);
    }

    static BlobPath PathOf(Job job) => BlobPaths.RunningCheckpoint(
        job.Space.Name, job.Dataset.Name, RecipeHash.Of(job.Space, job.Dataset, job.Training), job.Candidate!.Value, job.Seed);

    static BlobPath PathOf(Job job, int epochs) => BlobPaths.Checkpoint(
        job.Space.Name, job.Dataset.Name, RecipeHash.Of(job.Space, job.Dataset, job.Training), job.Candidate!.Value, epochs, job.Seed);

    async Task<TrainingCheckpoint> KeptAsync(Job job) => RunningCheckpointFile
        .Read(PathOf(job), await _store.ReadBytesAsync(PathOf(job), CancellationToken.None), out _).ShouldNotBeNull();

    async Task<TrainingCheckpoint> StandAsync(Job job, int epochs)
    {
        var trained = await New(new InMemoryDocumentStore(), Never).Trainings.RunAsync(job with { Epochs = epochs }, [epochs], true, CancellationToken.None);
        return trained.Trained.Checkpoint;
    }

    TestTrainings New(IDocumentStore store, int interval)
    {
        // After each step there is a look; what is written beside the training gets some time.
        var time = new ManualTime { Step = 1, Looked = () => Thread.Sleep(5) };
        var (checkpoints, epochs) = (new ListeningLog<JobCheckpoints>(), new ListeningLog<JobTrainings>());
        var kept = new JobCheckpoints(
            store,
            new StoragePatience(TimeProvider.System, NullLogger<StoragePatience>.Instance),
            new WorkerOptions { CheckpointInterval = TimeSpan.FromSeconds(interval) },
            time,
            checkpoints);
        return new TestTrainings(new JobTrainings(_trainer, kept, new JobAdvance(NullLogger<JobAdvance>.Instance), new WorkClocks(time).Start(), epochs), checkpoints, epochs);
    }

    sealed record TestTrainings(JobTrainings Trainings, ListeningLog<JobCheckpoints> Checkpoints, ListeningLog<JobTrainings> Epochs)
    {
        /// <value>Whose weights trainings begin with.</value>
        public ParentNetwork? Parent { get; init; }

        public async Task<Outcome> RunAsync(Job job, CancellationToken cancellation = default)
        {
            var found = await Task.Run(
                () => Trainings.RunAsync(job, JobTrainings.Stops(job), keepsEnd: false, cancellation, isBegun: false, Parent), CancellationToken.None);
            return new Outcome(found.Trained.AccuracyPercent, found.Trained.FinalLoss, found.Trained.OnnxModel, found.Seconds, Epochs.Text);
        }

        /// <summary>Runs until a log has a text so often.</summary>
        public async Task CutShortAsync<T>(Job job, ListeningLog<T> log, string text, int times)
        {
            using var cancel = new CancellationTokenSource();
            log.Heard = line =>
            {
                if (line.Contains(text, StringComparison.Ordinal) && log.Count(text) == times)
                {
                    cancel.Cancel();
                }
            };
            await Should.ThrowAsync<OperationCanceledException>(() => RunAsync(job, cancel.Token));
        }
    }

    sealed record Outcome(double Accuracy, double Loss, byte[] Model, double Seconds, string Epochs);
}
