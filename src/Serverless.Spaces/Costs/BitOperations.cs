namespace Serverless.Spaces.Costs;

/// <summary>How many operations on single bits a network takes.</summary>
/// <remarks>
/// Adds up all layers: a multiply-accumulate of w and a bits takes w·a for the product and w + a + log₂(fan in) for the
/// accumulator (Karbachevsky et al. 2021, after Baskin et al. 2018).
/// </remarks>
public static class BitOperations
{
    const int MostBits = 64;

    /// <summary>Counts each layer by its own widths.</summary>
    public static double Of(NetworkOutline outline)
    {
        ArgumentNullException.ThrowIfNull(outline);
        return outline.Layers.Sum(layer => Of(layer, layer.WeightBits, layer.ActivationBits));
    }

    /// <summary>Counts all layers by one width of weights and one of activations, whatever their own are.</summary>
    /// <param name="outline">The network.</param>
    /// <param name="weightBits">1 to 64.</param>
    /// <param name="activationBits">1 to 64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A width outside 1 to 64.</exception>
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
