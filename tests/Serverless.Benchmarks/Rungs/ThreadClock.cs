using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Serverless.Benchmarks.Rungs;

/// <summary>A clock that runs only while the calling thread computes, so that other processes on the machine hardly affect it. Linux only.</summary>
/// <remarks>A training on one thread runs on the calling thread, so this clock covers all of its time.</remarks>
sealed class ThreadClock : TimeProvider
{
    const int ThreadProcessorTime = 3; // CLOCK_THREAD_CPUTIME_ID

    public override long TimestampFrequency => 1_000_000_000;

    public override long GetTimestamp() => GetTime(ThreadProcessorTime, out var time) == 0
        ? (time.Seconds * TimestampFrequency) + time.Nanoseconds
        : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [DllImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    static extern int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    struct Time
    {
        internal long Seconds;
        internal long Nanoseconds;
    }
}
