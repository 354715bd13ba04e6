using System.Runtime.Intrinsics;

namespace Serverless.Algorithms.Models;

/// <summary>A monotone transform between an objective and the value that a model predicts in its place; both are better when smaller.</summary>
/// <remarks>
/// The transform depends on the values that occur. Positive values (costs) vary by factors, so their logarithm is modelled. Negative values are
/// objectives that are maximised. If they lie in [−100, 0] or [−1, 0] they are shares with a shortfall e from the whole; −1/e spreads out the good
/// end, where differences matter, and compresses the bad one. For other negative values the mirrored logarithm is used. Values on both sides of zero
/// are not transformed.
/// </remarks>
sealed class OutputTransform
{
    /// <summary>The smallest shortfall as a share of the whole, which keeps 1/e finite.</summary>
    const double LeastMissing = 1e-4;

    /// <summary>The largest exponent in transformed values; e to this power is still finite.</summary>
    const double LargestLogarithm = 200;

    readonly double _whole;

    OutputTransform(OutputTransformKind kind, double whole) => (Kind, _whole) = (kind, whole);

    public OutputTransformKind Kind { get; }

    /// <value>The transform that leaves values as they are.</value>
    public static OutputTransform Identity { get; } = new(OutputTransformKind.Identity, 0);

    /// <summary>Returns the transform for some values.</summary>
    /// <param name="values">Finite values; can be empty.</param>
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

    /// <summary>Returns the modelled value for an objective's value.</summary>
    public double Apply(double value) => Kind switch
    {
        OutputTransformKind.Logarithm => value > 0 ? Math.Log(value) : double.NegativeInfinity,
        OutputTransformKind.InverseOfMissing => -1 / Math.Max(_whole + value, LeastMissing * _whole),
        OutputTransformKind.MirroredLogarithm => value < 0 ? -Math.Log(-value) : double.PositiveInfinity,
        _ => value,
    };

    /// <summary>Returns the objective's value for a modelled value, which is clamped to those that correspond to one.</summary>
    public double Restore(double modelled) => Kind switch
    {
        OutputTransformKind.Logarithm => Math.Exp(Math.Clamp(modelled, -LargestLogarithm, LargestLogarithm)),
        OutputTransformKind.InverseOfMissing => (-1 / Math.Min(modelled, -0.5 / _whole)) - _whole,
        OutputTransformKind.MirroredLogarithm => -Math.Exp(Math.Clamp(-modelled, -LargestLogarithm, LargestLogarithm)),
        _ => modelled,
    };

    /// <summary>Computes E max(0, t − value) for a normal modelled value in closed form; only valid if <see cref="HasClosedForm"/>.</summary>
    public Vector512<double> Shortfall(double threshold, Vector512<double> mean, Vector512<double> deviation)
    {
        var z = (Vector512.Create(Apply(threshold)) - mean) / deviation;
        if (Kind == OutputTransformKind.Identity)
        {
            return deviation * ((z * NormalDistribution.Cumulative(z)) + NormalDistribution.Density(z));
        }

        // These are the prices of put and call options with strike |t| (Black, Scholes 1973); a mirrored value is the negative of the underlying
        // price.
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

/// <summary>The transform from an objective to the value that a model predicts in its place.</summary>
enum OutputTransformKind
{
    /// <summary>The value itself.</summary>
    Identity,

    /// <summary>The logarithm of the value.</summary>
    Logarithm,

    /// <summary>−1 divided by the shortfall of a maximised share from the whole.</summary>
    InverseOfMissing,

    /// <summary>The negative logarithm of the negated value.</summary>
    MirroredLogarithm,
}
