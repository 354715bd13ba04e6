namespace Serverless.Learning.Supernets;

/// <summary>The phases of progressive shrinking (Cai et al. 2020). Each phase adds to what subnets may choose.</summary>
enum ShrinkingPhase
{
    /// <summary>Only the largest network is trained.</summary>
    Largest,

    /// <summary>Subnets choose their kernel sizes.</summary>
    Kernel,

    /// <summary>Subnets also choose how many layers each stage has.</summary>
    Depth,

    /// <summary>Subnets also choose expansion, groups and squeeze-and-excitation.</summary>
    Width,
}

/// <summary>Divides the epochs of a supernet among the phases: an eighth, an eighth, a quarter and a half, each at least one epoch.</summary>
/// <remarks>Widths take the longest: with a quarter of the epochs for each phase, subnets end far below the accuracy that they reach alone.</remarks>
static class ShrinkingPhases
{
    const int ShareOfFirst = 8;
    const int ShareOfDepth = 4;

    /// <summary>Returns the phase of an epoch.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="epochs">The number of epochs of all phases, at least 4.</param>
    public static ShrinkingPhase Of(int epoch, int epochs)
    {
        var first = Math.Max(1, epochs / ShareOfFirst);
        var depth = Math.Max(1, epochs / ShareOfDepth);
        return epoch <= first ? ShrinkingPhase.Largest
            : epoch <= 2 * first ? ShrinkingPhase.Kernel
            : epoch <= (2 * first) + depth ? ShrinkingPhase.Depth
            : ShrinkingPhase.Width;
    }

    /// <summary>Returns the first epoch of a phase, and the number of its epochs.</summary>
    public static (int First, int Count) EpochsOf(ShrinkingPhase phase, int epochs)
    {
        int[] its = [.. Enumerable.Range(1, epochs).Where(epoch => Of(epoch, epochs) == phase)];
        return (its[0], its.Length);
    }
}
