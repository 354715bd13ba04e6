namespace Serverless.Inference.Tests;

public sealed class MachineLockTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("serverless-lock-").FullName;

    string Path => System.IO.Path.Combine(_folder, "turn.lock");

    [Fact]
    public void Acquire_ManyThreads_OneHoldsItAtATime()
    {
        var inside = 0;
        var greatest = 0;

        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using var turn = MachineLock.Acquire(Path, CancellationToken.None);
            greatest = Math.Max(greatest, Interlocked.Increment(ref inside));
            Thread.Sleep(1);
            Interlocked.Decrement(ref inside);
        });

        greatest.ShouldBe(1);
    }

    [Fact]
    public void Acquire_HeldByAnother_GivesUpWhenCancelled()
    {
        using var held = MachineLock.Acquire(Path, CancellationToken.None);
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Should.Throw<OperationCanceledException>(() => MachineLock.Acquire(Path, source.Token));
    }

    [Fact]
    public void Acquire_AfterRelease_Succeeds()
    {
        MachineLock.Acquire(Path, CancellationToken.None).Dispose();

        using var again = MachineLock.Acquire(Path, CancellationToken.None);
        File.Exists(Path).ShouldBeTrue();
    }

    [Fact]
    public void Acquire_FolderThatIsNotThere_Throws() =>
        Should.Throw<IOException>(() => MachineLock.Acquire(System.IO.Path.Combine(_folder, "missing", "x"), CancellationToken.None));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
