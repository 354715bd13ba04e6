using Serverless.Domain.Fronts.Volumes;

namespace Serverless.Domain.Fronts;

/// <summary>The volume that minimised points dominate up to a reference point, exactly, for any number of objectives.</summary>
/// <remarks>
/// Only points that are better than the reference point in every objective count; dominated points, copies and points with a NaN add
/// nothing. A point at −∞ in one objective and inside in the others dominates an infinite volume. Sweeps along the last objective
/// with a staircase for two and three objectives (Fonseca, Paquete, López-Ibáñez 2006); above, exclusive volumes, point by point
/// (While, Bradstreet, Barone 2012), whose cost grows exponentially with the number of objectives.
/// </remarks>
public static class Hypervolume
{
    /// <summary>The dominated volume, in the product of the objectives' units; 0 without points.</summary>
    /// <param name="points">n × m, row-major.</param>
    /// <param name="reference">m finite values, at least 1.</param>
    /// <exception cref="ArgumentException">A coordinate of the reference is not finite, or the lengths do not fit each other.</exception>
    public static double Of(ReadOnlySpan<double> points, ReadOnlySpan<double> reference)
    {
        var inside = InsidePoints.Of(points, reference);
        return inside.AsSpan().Contains(double.NegativeInfinity)
            ? double.PositiveInfinity
            : Volume.Of(inside, reference);
    }
}
