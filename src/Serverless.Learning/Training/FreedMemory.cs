using System.Runtime.InteropServices;

namespace Serverless.Learning.Training;

/// <summary>Keeps what native code frees in the process, where glibc is the allocator; elsewhere nothing changes.</summary>
/// <remarks>
/// A training step allocates and frees the same tensors as the one before. By default glibc gives large ones back to the system each
/// time, which then has to find and clear the same pages again: some 7 % of a small network's training.
/// </remarks>
static class FreedMemory
{
    // Of mallopt(3).
    const int TrimThreshold = -1;
    const int TopPad = -2;
    const int MapThreshold = -3;

    const int Mebibyte = 1 << 20;

    /// <summary>The most that glibc takes here. What is larger is given back as before.</summary>
    const int LargestKept = 32 * Mebibyte;

    /// <summary>An arena's heap is so large: with less, one that is empty would be given back.</summary>
    const int Heap = 64 * Mebibyte;

    /// <summary>Of what is free at the end of a heap more than this is given back.</summary>
    const int MostKept = 256 * Mebibyte;

    static readonly Lazy<bool> Kept = new(Set);

    /// <summary>Sets it for the whole process, once.</summary>
    /// <returns>Whether the allocator understood.</returns>
    public static bool Keep() => Kept.Value;

    static bool Set()
    {
        try
        {
            return OperatingSystem.IsLinux()
                && SetOption(MapThreshold, LargestKept) != 0
                && SetOption(TrimThreshold, MostKept) != 0
                && SetOption(TopPad, Heap) != 0;
        }
        catch (Exception other) when (other is EntryPointNotFoundException or DllNotFoundException)
        {
            return false; // another C library, which does as it does
        }
    }

    [DllImport("libc", EntryPoint = "mallopt")]
    static extern int SetOption(int option, int value);
}
