using System.Runtime.Intrinsics;

namespace Serverless.Algorithms.Models;

/// <summary>A monotone map between an objective and what a Gaussian process models in its place; both are better when smaller.</summary>
/// <remarks>
/// Chosen by what the values can be. Positive ones (costs) vary by factors: their logarithm. Negative ones are maximised: in [−100, 0] or
/// [−1, 0] they are shares, and what is missing to the whole is e; −1/e spreads the good end, where differences count, and closes up the
/// bad one. Other negative ones have the logarithm too, mirrored. What crosses zero is taken as it is.
/// </remarks>
sealed class OutputTransform
{
    /// <summary>Less than this share of the whole is not missing: keeps 1/e finite.</summary>
    const double LeastMissing = 1e-4;

    /// <summary>Of transformed values: e to this power is still finite.</summary>
    const double LargestLogarithm = 200;

    readonly double _whole;

    OutputTransform(OutputTransformKind kind, double whole) => (Kind, _whole) = (kind, whole);

    public OutputTransformKind Kind { get; }

    /// <value>Takes values as they are.</value>
    public static OutputTransform Identity { get; } = new(OutputTransformKind.Identity, 0);

    /// <summary>The transform for some values.</summary>
    /// <param name="values">Finite; may be none.</param>
    public static OutputTransform For(IReadOnlyCollection<double> values)
    {
        var (least, most) = (values.DefaultIfEmpty().Min(), values.DefaultIfEmpty().Max());
        return (least, most) switch
        {
            ( > 0, _) => new(OutputTransformKind.Logarithm, 0),
            ( >= -1 and < 0, <= 0) => new(OutputTransformKind.InverseOfMissing, 1),
            ( >= -100 and < 0, <= 0) => new(OutputTransformKind.InverseOfMissing, 100),
            (_, < 0) => new(OutputTransformKind.MirroredLogarithm, 0),
            _ => Identity,
        };
    }

    /// <summary>What is modelled in place of a value.</summary>
    public double Apply(double value) => Kind switch
    {
        OutputTransformKind.Logarithm => value > 0 ? Math.Log(value) : double.NegativeInfinity,
        OutputTransformKind.InverseOfMissing => -1 / Math.Max(_whole + value, LeastMissing * _whole),
        OutputTransformKind.MirroredLogarithm => value < 0 ? -Math.Log(-value) : double.PositiveInfinity,
        _ => value,
    };

    /// <summary>The value of what is modelled; clamped where that means none.</summary>
    public double Restore(double modelled) => Kind switch
    {
        OutputTransformKind.Logarithm => Math.Exp(Math.Clamp(modelled, -LargestLogarithm, LargestLogarithm)),
        OutputTransformKind.InverseOfMissing => (-1 / Math.Min(modelled, -0.5 / _whole)) - _whole,
        OutputTransformKind.MirroredLogarithm => -Math.Exp(Math.Clamp(-modelled, -LargestLogarithm, LargestLogarithm)),
        _ => modelled,
    };

    /// <summary>E max(0, t − value) for a normal modelled value, in closed form; only where <see cref="HasClosedForm"/>.</summary>
    public Vector512<double> Shortfall(double threshold, Vector512<double> mean, Vector512<double> deviation)
    {
        var z = (Vector512.Create(Apply(threshold)) - mean) / deviation;
        if (Kind == OutputTransformKind.Identity)
        {
            return deviation * ((z * NormalDistribution.Cumulative(z)) + NormalDistribution.Density(z));
        }

        // The prices of options to sell and to buy at |t| (Black, Scholes 1973); a mirrored value is the negative of what is bought.
        var isMirrored = Kind == OutputTransformKind.MirroredLogarithm;
        var logarithm = isMirrored ? -mean : mean;
        var expected = Exponential.Of(Vector512.Min(logarithm + (0.5 * deviation * deviation), Vector512.Create(LargestLogarithm)));
        if (threshold > 0 == isMirrored || threshold == 0)
        {
            return isMirrored ? Vector512.Create(threshold) + expected : Vector512<double>.Zero;
        }

        var other = NormalDistribution.Cumulative(isMirrored ? z + deviation : z - deviation);
        var shortfall = (threshold * NormalDistribution.Cumulative(z)) + (isMirrored ? expected * other : -(expected * other));
        return Vector512.Max(shortfall, Vector512<double>.Zero);
    }

    public bool HasClosedForm => Kind != OutputTransformKind.InverseOfMissing;
}

/// <summary>What a Gaussian process models in place of an objective.</summary>
enum OutputTransformKind
{
    /// <summary>The value.</summary>
    Identity,

    /// <summary>Its logarithm.</summary>
    Logarithm,

    /// <summary>−1 over what a maximised share lacks to the whole.</summary>
    InverseOfMissing,

    /// <summary>The negative logarithm of the negated value.</summary>
    MirroredLogarithm,
}
