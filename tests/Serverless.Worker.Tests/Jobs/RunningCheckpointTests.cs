using Serverless.Application.Storage;
using Serverless.Learning.Training;
using Serverless.Storage.InMemory;
using Serverless.Worker.Jobs;

namespace Serverless.Worker.Tests.Jobs;

public sealed class RunningCheckpointTests
{
    static readonly BlobPath Path = BlobPaths.RunningCheckpoint("space", "dataset", "recipe", TestJobs.New().Candidate!.Value, 1);

    readonly InMemoryDocumentStore _store = new();
    readonly ManualTime _time = new();
    readonly ListeningLog<RunningCheckpoint> _log = new();
    readonly List<int> _noted = [];

    [Fact]
    public async Task Keep_EveryInterval_ReplacesTheOneBefore()
    {
        var running = New();
        running.IsDue.ShouldBeFalse("it has just begun");
        _time.Advance(59);
        running.IsDue.ShouldBeFalse();
        _time.Advance(1);
        running.IsDue.ShouldBeTrue();

        running.Keep(At(epoch: 0, images: 32));
        running.IsDue.ShouldBeFalse("the next interval begins");
        await running.FlushAsync(CancellationToken.None);
        running.Keep(At(epoch: 2, images: 0));
        await running.FlushAsync(CancellationToken.None);

        var found = (await New().FindAsync(until: 2)).ShouldNotBeNull();
        (found.Epoch, found.Part, found.Loss, found.Seconds).ShouldBe((2, null, 0.25, 12.5));
        found.State.ShouldBe(At(epoch: 2, images: 0).State);
        _log.Count("checkpoint kept").ShouldBe(2);
        _noted.ShouldBe([0, 2]);
    }

    [Fact]
    public async Task Find_InsideAnEpoch_GivesWhatWasDoneOfIt()
    {
        await KeepAsync(New(), At(epoch: 3, images: 64));

        var found = (await New().FindAsync(until: 4)).ShouldNotBeNull();

        (found.Epoch, found.Part).ShouldBe((3, new EpochPart(64, 5.5, 17)));
    }

    [Fact]
    public async Task Due_WhileTheOneBeforeIsWritten_IsNoneButTheTrainingGoesOn()
    {
        var gate = new TaskCompletionSource();
        var running = New(HookedStore.Of(_store, () => gate.Task));
        running.Keep(At(epoch: 1, images: 0));
        _time.Advance(600);
        running.IsDue.ShouldBeFalse();

        gate.SetResult();
        await running.FlushAsync(CancellationToken.None);

        running.IsDue.ShouldBeTrue();
    }

    [Fact]
    public async Task Write_StorageAway_IsLoggedAndTriedAnIntervalLater()
    {
        var isAway = true;
        var running = New(HookedStore.Of(_store, () => isAway ? throw new StorageException("Storage is away.") : Task.CompletedTask));
        await KeepAsync(running, At(epoch: 1, images: 0));
        _log.Count("was not written: Storage is away.").ShouldBe(2, "and when it is cut short");
        _noted.ShouldBeEmpty();
        running.IsDue.ShouldBeFalse();

        isAway = false;
        _time.Advance(60);
        running.IsDue.ShouldBeTrue();
        await KeepAsync(running, At(epoch: 2, images: 0));

        (await New().FindAsync(until: 9)).ShouldNotBeNull().Epoch.ShouldBe(2);
    }

    [Fact]
    public async Task Interrupt_ThatIsFlushed_KeepsWhereItStood()
    {
        var running = New();
        await KeepAsync(running, At(epoch: 1, images: 0));
        running.Interrupt(At(epoch: 1, images: 96));

        await running.FlushAsync(CancellationToken.None);

        (await New().FindAsync(until: 9)).ShouldNotBeNull().Part?.Images.ShouldBe(96);
    }

    [Fact]
    public async Task Interrupt_WithoutTime_IsLoggedAndLeavesTheOneBefore()
    {
        var running = New();
        await KeepAsync(running, At(epoch: 1, images: 0));
        running.Interrupt(At(epoch: 1, images: 96));

        await running.FlushAsync(new CancellationToken(canceled: true));

        _log.Count("was not written").ShouldBe(1);
        (await New().FindAsync(until: 9)).ShouldNotBeNull().Part.ShouldBeNull();
    }

    [Fact]
    public async Task Workers_TwoWithTheSameTraining_LeaveTheFartherOne()
    {
        var stale = New();
        await KeepAsync(stale, At(epoch: 3, images: 0));
        var second = New();
        (await second.FindAsync(until: 9)).ShouldNotBeNull();
        await KeepAsync(second, At(epoch: 3, images: 64));

        await KeepAsync(stale, At(epoch: 3, images: 32));
        await stale.RemoveAsync(CancellationToken.None);

        (await New().FindAsync(until: 9)).ShouldNotBeNull().Part?.Images.ShouldBe(64);
        _log.Count("which has progressed").ShouldBe(1);

        await KeepAsync(second, At(epoch: 4, images: 0));
        (await New().FindAsync(until: 9)).ShouldNotBeNull().Epoch.ShouldBe(4);
    }

    [Fact]
    public async Task Workers_WhoseOtherFellBack_WriteOverIt()
    {
        var first = New();
        await KeepAsync(first, At(epoch: 1, images: 0));
        await KeepAsync(New(), At(epoch: 2, images: 0));

        await KeepAsync(first, At(epoch: 5, images: 0));

        (await New().FindAsync(until: 9)).ShouldNotBeNull().Epoch.ShouldBe(5);
    }

    [Fact]
    public async Task Remove_OwnCheckpoint_LeavesNothing()
    {
        var running = New();
        await KeepAsync(running, At(epoch: 1, images: 0));

        await running.RemoveAsync(CancellationToken.None);

        (await _store.FindVersionAsync(Path, CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [InlineData(1, "it is not a checkpoint")]
    [InlineData(30, "its checksum is wrong")]
    [InlineData(75, "its checksum is wrong")]
    public async Task Find_BrokenContent_SaysSoAndIsReplaced(int at, string fault)
    {
        await KeepAsync(New(), At(epoch: 1, images: 0));
        var there = (await _store.FindBytesAsync(Path, CancellationToken.None)).ShouldNotBeNull();
        there.Value[at] ^= 1;
        await _store.TryReplaceBytesAsync(Path, there.Value, there.Version, CancellationToken.None);
        var running = New();

        (await running.FindAsync(until: 9)).ShouldBeNull();

        _log.Text.ShouldContain($"the checkpoint {Path} is broken ({fault})");
        await KeepAsync(running, At(epoch: 0, images: 32));
        (await New().FindAsync(until: 9)).ShouldNotBeNull().Part?.Images.ShouldBe(32);
    }

    [Fact]
    public async Task Find_CheckpointOfAnotherPlace_IsBroken()
    {
        var other = BlobPaths.RunningCheckpoint("space", "dataset", "recipe", TestJobs.New().Candidate!.Value, 2);
        await _store.TryCreateBytesAsync(Path, RunningCheckpointFile.Write(other, At(epoch: 1, images: 0)), CancellationToken.None);

        (await New().FindAsync(until: 9)).ShouldBeNull();

        _log.Text.ShouldContain("its checksum is wrong");
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(3, 32)]
    public async Task Find_BeyondTheEnd_IsLeftAlone(int epoch, int images)
    {
        await KeepAsync(New(), At(epoch, images));
        var running = New();

        (await running.FindAsync(until: 3)).ShouldBeNull();
        await KeepAsync(running, At(epoch: 1, images: 0));
        await running.RemoveAsync(CancellationToken.None);

        (await New().FindAsync(until: 9)).ShouldNotBeNull().Epoch.ShouldBe(epoch);
    }

    [Fact]
    public async Task Keep_MoreThanIsEverRead_SaysSo()
    {
        await KeepAsync(New(), At(epoch: 1, images: 0) with { State = new byte[IDocumentStore.MaximumBytes] });

        _log.Text.ShouldContain("more than the limit of 67108864");
        (await _store.FindVersionAsync(Path, CancellationToken.None)).ShouldBeNull();
    }

    static TrainingCheckpoint At(int epoch, int images) => new(epoch, 0.25, [1, 2, 3, (byte)epoch, (byte)images])
    {
        Part = images > 0 ? new EpochPart(images, 5.5, 17) : null,
        Seconds = 12.5,
    };

    static Task KeepAsync(RunningCheckpoint running, TrainingCheckpoint checkpoint)
    {
        running.Keep(checkpoint);
        return running.FlushAsync(CancellationToken.None);
    }

    RunningCheckpoint New(IDocumentStore? store = null) => new(
        Path, TestJobs.New(), store ?? _store, TimeSpan.FromSeconds(60), NoteAsync, _time, _log, CancellationToken.None);

    Task NoteAsync(TrainingCheckpoint checkpoint, CancellationToken cancellation)
    {
        _noted.Add(checkpoint.Epoch);
        return Task.CompletedTask;
    }
}
