using Serverless.Spaces.Costs;

namespace Serverless.Spaces;

/// <summary>The analytic costs of an architecture.</summary>
/// <param name="Parameters">Number of trainable weights, including scale and shift of batch normalisation.</param>
/// <param name="Macs">Multiply-accumulates of convolutions and linear layers for one image; many tables of the NAS literature call them FLOPs,
/// although FLOPs are twice as many.</param>
/// <param name="PeakActivations">
/// The largest number of activations in memory at once, for one image at a time, as counted by <see cref="PeakMemory"/>.
/// </param>
/// <param name="BitOperations">Bit operations with each layer's own bit widths, as counted by <see cref="Costs.BitOperations"/>, rounded to a whole
/// number.</param>
public readonly record struct ArchitectureCost(long Parameters, long Macs, long PeakActivations, long BitOperations)
{
    const int FloatBytes = 4;

    /// <value>The peak memory in bytes, for 32-bit activations.</value>
    public long PeakMemoryBytes => PeakActivations * FloatBytes;

    /// <summary>Returns the costs of an outline.</summary>
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
