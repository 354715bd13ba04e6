using System.Runtime.Intrinsics;

namespace Serverless.Algorithms.Models;

/// <summary>The standard normal distribution, eight values at a time.</summary>
static class NormalDistribution
{
    /// <summary>Beyond it the density is 0 in double precision.</summary>
    const double Furthest = 38;

    const double DensityScale = 0.39894228040143268;

    /// <summary>The density.</summary>
    public static Vector512<double> Density(Vector512<double> value) => DensityScale * Exponential(value);

    /// <summary>The distribution function, to about 1e-14; in the lower tail relative, up to a few percent at −38.</summary>
    /// <remarks>Hart 1968, 5666, as given by West 2005.</remarks>
    public static Vector512<double> Cumulative(Vector512<double> value)
    {
        var x = Vector512.Min(Vector512.Abs(value), Vector512.Create(Furthest));
        var above = Polynomial(
            x, [3.52624965998911e-02, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376]);
        var below = Polynomial(
            x,
            [
                8.83883476483184e-02, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948,
                440.413735824752,
            ]);
        var tail = Exponential(x) * above / below;
        return Vector512.ConditionalSelect(Vector512.GreaterThan(value, Vector512<double>.Zero), Vector512<double>.One - tail, tail);
    }

    static Vector512<double> Exponential(Vector512<double> value) => Vector512.Exp(-0.5 * value * value);

    static Vector512<double> Polynomial(Vector512<double> x, ReadOnlySpan<double> coefficients)
    {
        var sum = Vector512.Create(coefficients[0]);
        foreach (var coefficient in coefficients[1..])
        {
            sum = Vector512.FusedMultiplyAdd(sum, x, Vector512.Create(coefficient));
        }

        return sum;
    }
}
