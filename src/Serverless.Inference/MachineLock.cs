namespace Serverless.Inference;

/// <summary>
/// A lock with one holder per machine: a file held open exclusively, which the operating system releases when the holder's process ends.
/// </summary>
sealed class MachineLock : IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    readonly FileStream _file;

    MachineLock(FileStream file) => _file = file;

    /// <summary>Waits for the lock.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    /// <exception cref="IOException">The file cannot be created.</exception>
    public static MachineLock Acquire(string path, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return new MachineLock(Open(path));
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process or thread holds it.
                cancellation.WaitHandle.WaitOne(Pause);
            }
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Opens the file for reading only, so that users who cannot write each other's files still take turns.</summary>
    static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
        }
        catch (FileNotFoundException)
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.None);
        }
    }
}
