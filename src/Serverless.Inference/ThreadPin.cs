using System.Runtime.InteropServices;

namespace Serverless.Inference;

/// <summary>Keeps the current thread on the processor that it is on, until disposed on the same thread.</summary>
/// <remarks>
/// A thread that wanders loses its caches on the way, and meets processors that are clocked differently. Linux alone lets a thread
/// choose; elsewhere, and where a sandbox forbids it, this does nothing and says so by <see cref="Processor"/>.
/// </remarks>
sealed class ThreadPin : IDisposable
{
    const int ThisThread = 0;

    // As glibc's cpu_set_t: 1,024 processors.
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
