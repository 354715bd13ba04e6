using System.Runtime.InteropServices;

namespace Serverless.Learning.Training;

/// <summary>Lets the process keep the memory that native code frees, where glibc is the allocator; elsewhere nothing changes.</summary>
/// <remarks>
/// A training step allocates and frees the same tensors as the step before. By default glibc returns large blocks to the system each time, and the
/// system then has to find and clear the same pages again, which takes about 7 % of a small network's training time.
/// </remarks>
static class FreedMemory
{
    // Parameters of mallopt(3).
    const int TrimThreshold = -1;
    const int TopPad = -2;
    const int MapThreshold = -3;

    const int Mebibyte = 1 << 20;

    /// <summary>The largest block that glibc keeps, in bytes. Larger blocks are returned to the system as before.</summary>
    const int LargestKept = 32 * Mebibyte;

    /// <summary>The size of an arena's heap, in bytes. With less padding than this, glibc would return an empty heap to the system.</summary>
    const int Heap = 64 * Mebibyte;

    /// <summary>The free memory at the end of a heap above which it is returned to the system, in bytes.</summary>
    const int MostKept = 256 * Mebibyte;

    static readonly Lazy<bool> Kept = new(Set);

    /// <summary>Sets the options for the whole process, once.</summary>
    /// <returns>Whether the allocator accepted the options.</returns>
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
