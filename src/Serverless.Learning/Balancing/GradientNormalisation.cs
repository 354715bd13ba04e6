namespace Serverless.Learning.Balancing;

/// <summary>
/// The divisor of gradients before the shortest combination is computed; without normalisation, that combination is nearly the
/// shortest gradient itself.
/// </summary>
/// <remarks>The four normalisations of Sener, Koltun 2018.</remarks>
enum GradientNormalisation
{
    /// <summary>Gradients are not divided.</summary>
    None,

    /// <summary>The length of the gradient.</summary>
    L2,

    /// <summary>The value of the loss.</summary>
    Loss,

    /// <summary>The value of the loss times the length of the gradient.</summary>
    LossPlus,
}

/// <summary>Computes the factors that normalise gradients.</summary>
static class NormalisationFactors
{
    /// <summary>Returns one factor per gradient; 1 where the divisor is 0, so that a zero gradient stays zero.</summary>
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
