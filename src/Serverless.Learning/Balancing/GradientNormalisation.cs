namespace Serverless.Learning.Balancing;

/// <summary>What gradients are divided by before a shortest sum is looked for, which else is nearly the shortest gradient's own.</summary>
/// <remarks>The four of Sener, Koltun 2018.</remarks>
enum GradientNormalisation
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Their length.</summary>
    L2,

    /// <summary>Their loss.</summary>
    Loss,

    /// <summary>Their loss times their length.</summary>
    LossPlus,
}

/// <summary>By what gradients are multiplied.</summary>
static class NormalisationFactors
{
    /// <summary>One factor a gradient; 1 for what would be divided by 0, so that a gradient of zeros stays one.</summary>
    /// <exception cref="BalancingException">A loss to divide by is negative.</exception>
    public static double[] Of(GradientNormalisation normalisation, GradientProducts products, double[] losses)
    {
        if (normalisation is GradientNormalisation.Loss or GradientNormalisation.LossPlus)
        {
            LossRange.CheckPositive(losses, "a gradient is divided by its loss", isZeroIn: true);
        }

        return [.. losses.Select((loss, place) => normalisation switch
        {
            GradientNormalisation.L2 => Inverse(products.Length(place)),
            GradientNormalisation.Loss => Inverse(loss),
            GradientNormalisation.LossPlus => Inverse(loss * products.Length(place)),
            _ => 1,
        })];
    }

    static double Inverse(double value) => value > 0 && double.IsFinite(1 / value) ? 1 / value : 1;
}
