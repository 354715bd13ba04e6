using System.Runtime.InteropServices;

namespace Serverless.Inference;

/// <summary>Pins the current thread to its current processor, until disposed on the same thread.</summary>
/// <remarks>
/// A thread that moves loses its caches, and can meet processors with different clock rates. Only Linux lets a thread
/// choose; elsewhere, and if a sandbox forbids it, this has no effect and <see cref="Processor"/> is null.
/// </remarks>
sealed class ThreadPin : IDisposable
{
    const int ThisThread = 0;

    // Size of glibc's cpu_set_t: 1,024 processors.
    const int MaskBytes = 128;

    readonly byte[]? _before;

    ThreadPin(int? processor, byte[]? before) => (Processor, _before) = (processor, before);

    /// <value>The processor, from 0; null when nothing is pinned.</value>
    public int? Processor { get; }

    public static ThreadPin Hold()
    {
        var before = new byte[MaskBytes];
        if (!OperatingSystem.IsLinux() || GetAffinity(ThisThread, MaskBytes, before) != 0)
        {
            return new ThreadPin(null, null);
        }

        var processor = GetProcessor();
        var one = new byte[MaskBytes];
        if (processor is < 0 or >= MaskBytes * 8)
        {
            return new ThreadPin(null, null);
        }

        one[processor / 8] = (byte)(1 << (processor % 8));
        return SetAffinity(ThisThread, MaskBytes, one) == 0 ? new ThreadPin(processor, before) : new ThreadPin(null, null);
    }

    public void Dispose()
    {
        if (_before is not null)
        {
            _ = SetAffinity(ThisThread, MaskBytes, _before);
        }
    }

    [DllImport("libc", EntryPoint = "sched_getcpu")]
    static extern int GetProcessor();

    [DllImport("libc", EntryPoint = "sched_getaffinity")]
    static extern int GetAffinity(int thread, nint size, byte[] mask);

    [DllImport("libc", EntryPoint = "sched_setaffinity")]
    static extern int SetAffinity(int thread, nint size, byte[] mask);
}
