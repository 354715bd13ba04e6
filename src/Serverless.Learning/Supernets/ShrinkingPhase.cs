namespace Serverless.Learning.Supernets;

/// <summary>The parts of progressive shrinking (Cai et al. 2020): from each on, more is of choice.</summary>
enum ShrinkingPhase
{
    /// <summary>The largest network alone.</summary>
    Largest,

    /// <summary>Kernels are of choice.</summary>
    Kernel,

    /// <summary>How many layers a stage has, too.</summary>
    Depth,

    /// <summary>Expansion, groups and squeeze-and-excitation, too.</summary>
    Width,
}

/// <summary>When the parts of progressive shrinking begin: a quarter of the epochs each.</summary>
static class ShrinkingPhases
{
    const int Count = 4;

    /// <summary>The part that an epoch is in.</summary>
    /// <param name="epoch">From 1.</param>
    /// <param name="epochs">Of all parts, at least one each.</param>
    public static ShrinkingPhase Of(int epoch, int epochs) => (ShrinkingPhase)(Count * (epoch - 1) / epochs);

    /// <summary>The first epoch of a part, and how many it has.</summary>
    public static (int First, int Count) EpochsOf(ShrinkingPhase phase, int epochs)
    {
        int[] its = [.. Enumerable.Range(1, epochs).Where(epoch => Of(epoch, epochs) == phase)];
        return (its[0], its.Length);
    }
}
