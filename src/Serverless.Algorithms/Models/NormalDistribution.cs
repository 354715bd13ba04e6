using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Serverless.Algorithms.Models;

/// <summary>Computes the standard normal distribution for eight values at a time.</summary>
static class NormalDistribution
{
    /// <summary>The argument beyond which the density is close to the smallest normal number.</summary>
    const double Furthest = 37;

    const double DensityScale = 0.39894228040143268;

    /// <summary>Computes the density.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Density(Vector512<double> value) => DensityScale * Bell(value);

    /// <summary>
    /// Computes the distribution function to about 1e-14. In the lower tail the error is relative, up to a few percent at −37, beyond which the value
    /// stays constant.
    /// </summary>
    /// <remarks>Hart 1968, function 5666, as given by West 2005.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cumulative(Vector512<double> value)
    {
        var x = Vector512.Min(Vector512.Abs(value), Vector512.Create(Furthest));
        var above = Next(Next(Next(Vector512.Create(3.52624965998911e-02), x, 0.700383064443688), x, 6.37396220353165), x, 33.912866078383);
        above = Next(Next(Next(above, x, 112.079291497871), x, 221.213596169931), x, 220.206867912376);
        var below = Next(Next(Next(Vector512.Create(8.83883476483184e-02), x, 1.75566716318264), x, 16.064177579207), x, 86.7807322029461);
        below = Next(Next(Next(Next(below, x, 296.564248779674), x, 637.333633378831), x, 793.826512519948), x, 440.413735824752);
        var tail = Bell(x) * above / below;
        return Vector512.ConditionalSelect(Vector512.GreaterThan(value, Vector512<double>.Zero), Vector512<double>.One - tail, tail);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> Bell(Vector512<double> value) => Exponential.Of(-0.5 * value * value);

    /// <summary>Computes one step of Horner's scheme.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> Next(Vector512<double> sum, Vector512<double> x, double coefficient) =>
        Vector512.FusedMultiplyAdd(sum, x, Vector512.Create(coefficient));
}
