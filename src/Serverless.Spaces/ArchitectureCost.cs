using Serverless.Spaces.Costs;

namespace Serverless.Spaces;

/// <summary>What is counted from an architecture alone.</summary>
/// <param name="Parameters">Trainable weights, batch normalisation's scale and shift included.</param>
/// <param name="Macs">Multiply-accumulates of convolutions and linear layers for one image; many tables of the NAS literature call them FLOPs, which are twice as many.</param>
/// <param name="PeakActivations">
/// The largest number of activations that are in memory at once, one image at a time, as <see cref="PeakMemory"/> counts them.
/// </param>
/// <param name="BitOperations">What <see cref="Costs.BitOperations"/> counts by each layer's own bit widths, rounded to a whole number.</param>
public readonly record struct ArchitectureCost(long Parameters, long Macs, long PeakActivations, long BitOperations)
{
    const int FloatBytes = 4;

    /// <value>The peak in bytes, for activations of 32 bits.</value>
    public long PeakMemoryBytes => PeakActivations * FloatBytes;

    /// <summary>Sums up an outline.</summary>
    public static ArchitectureCost Of(NetworkOutline outline)
    {
        ArgumentNullException.ThrowIfNull(outline);
        return new(
            outline.Parameters,
            outline.Layers.Sum(layer => layer.MultiplyAccumulates),
            PeakMemory.ElementsOf(outline),
            (long)Math.Round(Costs.BitOperations.Of(outline)));
    }
}
