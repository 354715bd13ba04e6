namespace Serverless.Inference;

/// <summary>One holder at a time per machine: a file held open exclusively, let go by the operating system when its process ends.</summary>
sealed class MachineLock : IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    readonly FileStream _file;

    MachineLock(FileStream file) => _file = file;

    /// <summary>Waits for its turn.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    /// <exception cref="IOException">The file cannot be made.</exception>
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
                // Somebody else holds it.
                cancellation.WaitHandle.WaitOne(Pause);
            }
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Opens for reading only, so that users who may not write another's file still take turns with them.</summary>
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
