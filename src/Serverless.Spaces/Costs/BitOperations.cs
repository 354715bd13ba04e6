namespace Serverless.Spaces.Costs;

/// <summary>Counts the operations on single bits of a network.</summary>
/// <remarks>
/// The sum over all layers: a multiply-accumulate of w and a bits takes w·a for the product and w + a + log₂(fan in) for the
/// accumulator (Karbachevsky et al. 2021, after Baskin et al. 2018).
/// </remarks>
public static class BitOperations
{
    const int MostBits = 64;

    /// <summary>Counts each layer with its own bit widths.</summary>
    public static double Of(NetworkOutline outline)
    {
        ArgumentNullException.ThrowIfNull(outline);
        return outline.Layers.Sum(layer => Of(layer, layer.WeightBits, layer.ActivationBits));
    }

    /// <summary>Counts all layers with one width of weights and one of activations, whatever their own are.</summary>
    /// <param name="outline">The network.</param>
    /// <param name="weightBits">Bit width of weights, 1 to 64.</param>
    /// <param name="activationBits">Bit width of activations, 1 to 64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A width is not from 1 to 64.</exception>
    public static double Of(NetworkOutline outline, int weightBits, int activationBits)
    {
        ArgumentNullException.ThrowIfNull(outline);
        ArgumentOutOfRangeException.ThrowIfLessThan(weightBits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weightBits, MostBits);
        ArgumentOutOfRangeException.ThrowIfLessThan(activationBits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(activationBits, MostBits);
        return outline.Layers.Sum(layer => Of(layer, weightBits, activationBits));
    }

    static double Of(OutlineLayer layer, int weightBits, int activationBits) =>
        layer.MultiplyAccumulates * ((weightBits * activationBits) + weightBits + activationBits + Math.Log2(layer.FanIn));
}
